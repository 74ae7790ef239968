package io.harrier.rpc.serialize.thrift;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.thrift.ThriftSchemas;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.ErrorPath;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.Outcome;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TBase;
import org.apache.thrift.TFieldIdEnum;
import org.apache.thrift.meta_data.FieldMetaData;
import org.apache.thrift.meta_data.StructMetaData;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of one method through the {@code X.method_args} and {@code X.method_result} that the
 * compiler made for it.
 */
@SuppressWarnings({
    "rawtypes",
    "unchecked"
}) // the field type of a generated struct is known to itself alone
final class ThriftMethodSerializer implements MethodSerializer {
    private static final TFieldIdEnum[] NO_FIELDS = {};

    private final MethodSchema schema;
    private final ThriftStructSerializer arguments;
    private final TFieldIdEnum[] parameters;
    private final @Nullable ThriftStructSerializer result;
    private final @Nullable TFieldIdEnum success;
    private final TFieldIdEnum[] exceptions;
    private final Class<?>[] exceptionTypes;
    private final Supplier<Arguments> maker;

    /**
     * @param maker makes room for arguments that are read
     * @param resultType null for a oneway method
     */
    ThriftMethodSerializer(
            MethodSchema schema,
            Class<?> argumentsType,
            @Nullable Class<?> resultType,
            Supplier<Arguments> maker) {
        this.maker = maker;
        this.schema = schema;
        arguments = new ThriftStructSerializer(argumentsType);
        parameters = ThriftSchemas.metadata(argumentsType).keySet().toArray(NO_FIELDS);
        result = resultType == null ? null : new ThriftStructSerializer(resultType);
        Map<TFieldIdEnum, FieldMetaData> results =
                resultType == null ? Map.of() : ThriftSchemas.metadata(resultType);
        success =
                results.keySet().stream()
                        .filter(f -> f.getThriftFieldId() == 0)
                        .findFirst()
                        .orElse(null);
        exceptions =
                results.keySet().stream()
                        .filter(f -> f.getThriftFieldId() != 0)
                        .sorted(Comparator.comparing(TFieldIdEnum::getThriftFieldId))
                        .toArray(TFieldIdEnum[]::new);
        exceptionTypes = new Class<?>[exceptions.length];
        for (int i = 0; i < exceptions.length; i++) {
            exceptionTypes[i] = exceptionType(results, exceptions[i]);
        }
    }

    @Override
    public void writeArguments(Arguments values, ProtocolWriter out) {
        TBase message = arguments.create();
        for (int i = 0; i < parameters.length; i++) {
            message.setFieldValue(parameters[i], values.get(i));
        }
        arguments.write(message, out);
    }

    @Override
    public Arguments readArguments(ProtocolReader in) {
        TBase message = read(arguments, schema.arguments(), in);
        Arguments values = maker.get();
        for (int i = 0; i < parameters.length; i++) {
            values.set(i, value(message, parameters[i]));
        }
        return values;
    }

    @Override
    public void writeValue(@Nullable Object value, ProtocolWriter out) {
        ThriftStructSerializer serializer = result();
        TBase message = serializer.create();
        if (success != null) {
            if (value == null) {
                throw new RpcException(
                        ErrorKind.BAD_REPLY,
                        TApplicationException.MISSING_RESULT,
                        schema.name()
                                + " returned null (expected: a value; Thrift has no null, use an optional field)",
                        null);
            }
            message.setFieldValue(success, value);
        }
        serializer.write(message, out);
    }

    @Override
    public boolean declares(Throwable error) {
        return indexOf(error) >= 0;
    }

    @Override
    public void writeException(Throwable declared, ProtocolWriter out) {
        ThriftStructSerializer serializer = result();
        TBase message = serializer.create();
        message.setFieldValue(exceptions[indexOf(declared)], declared);
        serializer.write(message, out);
    }

    /** An application exception keeps its type on the wire. */
    @Override
    public Throwable known(Throwable error) {
        return error instanceof TApplicationException e
                ? new RpcException(
                        ErrorKind.ofCode(e.getType()),
                        e.getType(),
                        String.valueOf(e.getMessage()),
                        e)
                : error;
    }

    @Override
    public void readReply(ProtocolReader in, Outcome outcome) {
        TBase message = read(result(), Objects.requireNonNull(schema.reply()), in);
        if (success != null && message.isSet(success)) {
            outcome.value(value(message, success));
            return;
        }
        for (TFieldIdEnum field : exceptions) {
            if (message.isSet(field)) {
                outcome.failure((Throwable) message.getFieldValue(field));
                return;
            }
        }
        if (success != null) {
            throw new ProtocolException(
                    "reply of "
                            + schema.name()
                            + ": no field is set (expected: field 0, the value, or a"
                            + " declared exception)");
        }
        outcome.value(null);
    }

    private TBase read(ThriftStructSerializer serializer, StructSchema struct, ProtocolReader in) {
        try {
            return serializer.read(in);
        } catch (ProtocolException e) {
            throw ErrorPath.within(schema.name(), struct, in, e);
        }
    }

    /**
     * A field as the methods of {@code Iface} take it; generated structs give binaries as arrays.
     */
    private static @Nullable Object value(TBase message, TFieldIdEnum field) {
        Object value = message.getFieldValue(field);
        return value instanceof byte[] bytes ? ByteBuffer.wrap(bytes) : value;
    }

    private ThriftStructSerializer result() {
        if (result == null) {
            throw new IllegalStateException(schema.name() + " is oneway: it has no reply");
        }
        return result;
    }

    private int indexOf(Throwable error) {
        for (int i = 0; i < exceptionTypes.length; i++) {
            if (exceptionTypes[i].isInstance(error)) {
                return i;
            }
        }
        return -1;
    }

    private static Class<?> exceptionType(
            Map<TFieldIdEnum, FieldMetaData> results, TFieldIdEnum field) {
        FieldMetaData data = results.get(field);
        if (data != null && data.valueMetaData instanceof StructMetaData struct) {
            return struct.structClass;
        }
        throw new IllegalArgumentException(
                "declared exception " + field + " (expected: a generated exception class)");
    }
}
