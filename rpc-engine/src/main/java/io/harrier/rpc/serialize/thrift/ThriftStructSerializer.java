package io.harrier.rpc.serialize.thrift;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.TypedReader;
import io.harrier.rpc.serialize.Serializer;
import org.apache.thrift.TBase;
import org.apache.thrift.TException;

/**
 * A generated struct through its own {@code read} and {@code write}. New ones are copies of an
 * empty one: generated code, no reflection.
 */
final class ThriftStructSerializer implements Serializer<TBase<?, ?>> {
    private final TBase<?, ?> empty;

    ThriftStructSerializer(Class<?> generated) {
        try {
            empty = (TBase<?, ?>) generated.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    generated.getName() + " (expected: a struct of Apache Thrift's compiler)", e);
        }
    }

    TBase<?, ?> create() {
        return (TBase<?, ?>) empty.deepCopy();
    }

    @Override
    public void write(TBase<?, ?> value, ProtocolWriter out) {
        try {
            ThriftOutput output = ThriftOutput.to(out);
            value.write(output);
            output.free();
        } catch (TException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    @Override
    public TBase<?, ?> read(ProtocolReader in) {
        TBase<?, ?> value = create();
        try {
            ThriftInput input = ThriftInput.of(typed(in));
            value.read(input);
            input.free();
        } catch (TException e) {
            String message = e.getMessage();
            throw new ProtocolException(message == null ? e.toString() : message);
        }
        return value;
    }

    private static TypedReader typed(ProtocolReader in) {
        if (in instanceof TypedReader typed) {
            return typed;
        }
        throw new ProtocolException(
                "a payload of Protobuf (expected: one of Thrift's protocols, as the method's classes"
                        + " are those of Apache Thrift's compiler)");
    }
}
