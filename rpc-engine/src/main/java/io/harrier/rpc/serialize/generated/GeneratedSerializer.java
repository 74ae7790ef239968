package io.harrier.rpc.serialize.generated;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.serialize.BadValues;
import io.harrier.rpc.serialize.Serializer;
import io.harrier.rpc.serialize.ValueException;
import io.harrier.rpc.serialize.ValueSerializer;
import org.jspecify.annotations.Nullable;

/**
 * A serializer that the annotation processor wrote for a type {@code X}, as class {@code
 * X$$GeneratedSerializer} of the same package. Its constructor takes the serializers of the type's
 * parameters. What stands here is for such classes alone.
 *
 * @param <T> the type
 */
public abstract class GeneratedSerializer<T> implements ValueSerializer<T>, Serializer<T> {
    protected GeneratedSerializer() {}

    @Override
    public final byte type() {
        return WireTypes.STRUCT;
    }

    @Override
    public abstract void write(T value, ProtocolWriter out);

    @Override
    public abstract T read(ProtocolReader in);

    /** The zero of a type parameter's values, where its absence may say as much; else null. */
    protected static <E> @Nullable E zeroOf(ValueSerializer<E> serializer) {
        E zero = serializer.zero();
        return zero instanceof Number || zero instanceof Boolean ? null : zero;
    }

    /** Begins a field of a type parameter's values. */
    protected static void begin(ValueSerializer<?> serializer, int id, ProtocolWriter out) {
        if (zeroOf(serializer) == null) {
            out.field(serializer.type(), id);
        } else {
            out.plainField(serializer.type(), id);
        }
    }

    protected static Object present(@Nullable Object part) {
        return ValueException.present(part);
    }

    protected static ValueException failure(
            String place, @Nullable Object part, RuntimeException failure) {
        return ValueException.at(place, part, failure);
    }

    protected static void requireUnchanged(int count, int written) {
        ValueException.requireUnchanged(count, written);
    }

    protected static <E> E known(@Nullable E element) {
        return BadValues.requireKnown(element);
    }

    protected static ProtocolException refused(Class<?> type, Exception reason) {
        return BadValues.refused(type, reason);
    }

    protected static ProtocolException noMember(Class<?> union, String members) {
        return BadValues.noMember(union, members);
    }

    protected static ProtocolException secondMember(Class<?> union, int id, String members) {
        return BadValues.secondMember(union, id, members);
    }
}
