package io.harrier.rpc.serialize;

import org.jspecify.annotations.Nullable;

/**
 * The arguments of one call, in the order of the method's parameters: an array of them, or an
 * object of a class that was generated for the method. For one thread at a time.
 */
public abstract class Arguments {
    private static final Arguments NONE = new OfArray(new Object[0]);

    protected Arguments() {}

    public abstract int size();

    public abstract @Nullable Object get(int index);

    /**
     * @param value of the parameter's type; not null for a primitive one
     */
    public abstract void set(int index, @Nullable Object value);

    /** All of them; maybe the array that holds them. */
    public @Nullable Object[] toArray() {
        @Nullable Object[] values = new Object[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = get(i);
        }
        return values;
    }

    /**
     * @param values kept, not copied
     */
    public static Arguments of(@Nullable Object... values) {
        return values.length == 0 ? NONE : new OfArray(values);
    }

    private static final class OfArray extends Arguments {
        private final @Nullable Object[] values;

        OfArray(@Nullable Object[] values) {
            this.values = values;
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public @Nullable Object get(int index) {
            return values[index];
        }

        @Override
        public void set(int index, @Nullable Object value) {
            values[index] = value;
        }

        @Override
        public @Nullable Object[] toArray() {
            return values;
        }
    }
}
