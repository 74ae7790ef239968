package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.annotated.AnnotatedField;
import io.harrier.rpc.schema.annotated.AnnotatedMethod;
import io.harrier.rpc.schema.annotated.AnnotatedStruct;
import io.harrier.rpc.serialize.ErrorPath;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.Outcome;
import io.harrier.rpc.serialize.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The payloads of one method of a plain Java interface. */
final class ReflectiveMethodSerializer implements MethodSerializer {
    private final MethodSchema schema;
    private final FieldTable arguments;

    /** The value, if there is one, and the declared exceptions. */
    private final FieldTable reply;

    private final @Nullable AnnotatedField value;
    private final List<Class<?>> exceptions;

    ReflectiveMethodSerializer(AnnotatedMethod method, Serializers serializers) {
        schema = method.schema();
        value = method.value();
        arguments =
                new FieldTable(
                        method.parameters().stream()
                                .map(parameter -> WireField.of(parameter, serializers))
                                .toList());
        exceptions = new ArrayList<>();
        List<WireField> results = new ArrayList<>();
        if (value != null) {
            results.add(WireField.of(value, serializers));
        }
        for (AnnotatedStruct exception : method.exceptions()) {
            FieldSchema field = requireReply().fields().get(results.size());
            exceptions.add(exception.type().raw());
            results.add(WireField.alternative(field, serializers.of(exception.type())));
        }
        reply = new FieldTable(results);
    }

    @Override
    public void writeArguments(@Nullable Object[] values, ProtocolWriter out) {
        write(arguments, values, out);
    }

    @Override
    public @Nullable Object[] readArguments(ProtocolReader in) {
        return read(arguments, schema.arguments(), in);
    }

    @Override
    public void writeValue(@Nullable Object result, ProtocolWriter out) {
        @Nullable Object[] values = reply.absent();
        if (value != null) {
            values[0] = result;
        }
        write(reply, values, out);
    }

    @Override
    public boolean declares(Throwable error) {
        return indexOf(error) >= 0;
    }

    @Override
    public void writeException(Throwable declared, ProtocolWriter out) {
        @Nullable Object[] values = reply.none();
        values[firstException() + indexOf(declared)] = declared;
        write(reply, values, out);
    }

    @Override
    public void readReply(ProtocolReader in, Outcome outcome) {
        @Nullable Object[] values = read(reply, requireReply(), in);
        for (int i = firstException(); i < values.length; i++) {
            if (values[i] instanceof Throwable error) {
                outcome.failure(error);
                return;
            }
        }
        outcome.value(value == null ? null : values[0]);
    }

    private StructSchema requireReply() {
        return Objects.requireNonNull(schema.reply(), "oneway");
    }

    private int firstException() {
        return value == null ? 0 : 1;
    }

    /** The class itself counts before those that it extends. */
    private int indexOf(Throwable error) {
        int exact = exceptions.indexOf(error.getClass());
        for (int i = 0; exact < 0 && i < exceptions.size(); i++) {
            exact = exceptions.get(i).isInstance(error) ? i : -1;
        }
        return exact;
    }

    private void write(FieldTable table, @Nullable Object[] values, ProtocolWriter out) {
        try {
            table.write(values, out);
        } catch (ValueException e) {
            throw e.within(schema.name());
        } catch (StackOverflowError e) {
            throw new ValueException(
                    schema.name(), "an object that contains itself (expected: a tree)");
        }
    }

    private @Nullable Object[] read(FieldTable table, StructSchema struct, ProtocolReader in) {
        @Nullable Object[] values = table.absent();
        try {
            table.read(in, values);
        } catch (ProtocolException e) {
            throw ErrorPath.within(schema.name(), struct, in, e);
        }
        return values;
    }
}
