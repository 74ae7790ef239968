package io.harrier.rpc.serialize;

import io.harrier.rpc.protocol.ProtocolWriter;
import org.jspecify.annotations.Nullable;

/** A value that cannot be written, and the path to it, which grows on the way out. */
public final class ValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final String problem;

    public ValueException(String path, String problem) {
        super(path + ": " + problem);
        this.path = path;
        this.problem = problem;
    }

    public ValueException within(String outer) {
        return new ValueException(outer + path, problem);
    }

    /**
     * Writes a part of a value.
     *
     * @param place of the part in the value
     */
    public static void write(
            ValueSerializer<Object> serializer,
            @Nullable Object part,
            ProtocolWriter out,
            Object place) {
        try {
            serializer.write(present(part), out);
        } catch (ValueException | ClassCastException e) {
            throw at(place.toString(), part, e);
        }
    }

    /** In a container there is no place for nothing. */
    public static Object present(@Nullable Object part) {
        if (part == null) {
            throw new ValueException("", "null (expected: a value; containers hold no nulls)");
        }
        return part;
    }

    /**
     * What writing a part of a value failed with, told with the part's place.
     *
     * @param failure a ValueException, or a ClassCastException if the part is not what it is
     *     declared to be
     */
    public static ValueException at(String place, @Nullable Object part, RuntimeException failure) {
        return failure instanceof ValueException inner
                ? inner.within(place)
                : new ValueException(
                        place,
                        (part == null ? "null" : part.getClass().getName())
                                + " (expected: what the declared type says)");
    }

    /** A collection that somebody changes meanwhile would make a message that nobody can read. */
    public static void requireUnchanged(int count, int written) {
        if (count != written) {
            throw new ValueException(
                    "",
                    written
                            + " elements after "
                            + count
                            + " (expected: a collection that nobody changes while it is sent)");
        }
    }
}
