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
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.ErrorPath;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.Outcome;
import io.harrier.rpc.serialize.ValueException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The payloads of one method of a plain Java interface. */
final class ReflectiveMethodSerializer implements MethodSerializer {
    private final MethodSchema schema;
    private final FieldTable arguments;

    /** The value, if there is one, and the declared exceptions. */
    private final FieldTable reply;

    private final @Nullable AnnotatedField value;
    private final List<Class<?>> exceptions;
    private final Supplier<Arguments> maker;

    /**
     * @param maker makes room for arguments that are read
     */
    ReflectiveMethodSerializer(
            AnnotatedMethod method, Serializers serializers, Supplier<Arguments> maker) {
        this.maker = maker;
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
    public void writeArguments(Arguments values, ProtocolWriter out) {
        try {
            arguments.write(values, out);
        } catch (ValueException e) {
            throw e.within(schema.name());
        } catch (StackOverflowError e) {
            throw endless();
        }
    }

    @Override
    public Arguments readArguments(ProtocolReader in) {
        Arguments values = maker.get();
        try {
            arguments.read(in, values);
        } catch (ProtocolException e) {
            throw ErrorPath.within(schema.name(), schema.arguments(), in, e);
        }
        return values;
    }

    @Override
    public void writeValue(@Nullable Object result, ProtocolWriter out) {
        writeReply(0, value == null ? null : result, out);
    }

    @Override
    public boolean declares(Throwable error) {
        return indexOf(error) >= 0;
    }

    @Override
    public void writeException(Throwable declared, ProtocolWriter out) {
        writeReply(firstException() + indexOf(declared), declared, out);
    }

    private void writeReply(int field, @Nullable Object part, ProtocolWriter out) {
        try {
            reply.write(field, part, out);
        } catch (ValueException e) {
            throw e.within(schema.name());
        } catch (StackOverflowError e) {
            throw endless();
        }
    }

    @Override
    public void readReply(ProtocolReader in, Outcome outcome) {
        Object result = value == null ? null : reply.field(0).absent();
        Throwable failure = null;
        try {
            in.beginStruct();
            for (int at = reply.next(in, 0); at >= 0; at = reply.next(in, at + 1)) {
                Object part = reply.field(at).read(in);
                if (at < firstException()) {
                    result = part;
                } else if (failure == null) {
                    failure = (Throwable) part;
                }
            }
            in.endStruct();
        } catch (ProtocolException e) {
            throw ErrorPath.within(schema.name(), requireReply(), in, e);
        }
        if (failure == null) {
            outcome.value(result);
        } else {
            outcome.failure(failure);
        }
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

    private ValueException endless() {
        return new ValueException(
                schema.name(), "an object that contains itself (expected: a tree)");
    }
}
