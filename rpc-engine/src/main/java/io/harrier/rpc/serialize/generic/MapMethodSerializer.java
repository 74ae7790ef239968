package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.ErrorPath;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.Outcome;
import io.harrier.rpc.serialize.ValueException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of one method as maps: its one argument is a map of the parameters by their names,
 * its value has the form that {@link io.harrier.rpc.schema.TypeSchema} tells.
 */
public final class MapMethodSerializer implements MethodSerializer {
    private final MethodSchema method;

    public MapMethodSerializer(MethodSchema method) {
        this.method = method;
    }

    @Override
    public void writeArguments(Arguments arguments, ProtocolWriter out) {
        try {
            MapWriter.struct(method.arguments(), arguments.get(0), out);
        } catch (ValueException e) {
            throw e.within(method.name());
        }
    }

    @Override
    public Arguments readArguments(ProtocolReader in) {
        return Arguments.of(read(method.arguments(), in));
    }

    @Override
    public void writeValue(@Nullable Object value, ProtocolWriter out) {
        out.beginStruct();
        FieldSchema field = reply().field(0);
        if (field != null && value != null) {
            write(field, value, out);
        }
        out.endStruct();
    }

    @Override
    public boolean declares(Throwable error) {
        return error instanceof GenericException known && field(known) != null;
    }

    @Override
    public void writeException(Throwable declared, ProtocolWriter out) {
        GenericException known = (GenericException) declared;
        out.beginStruct();
        write(Objects.requireNonNull(field(known)), known.value(), out);
        out.endStruct();
    }

    @Override
    public void readReply(ProtocolReader in, Outcome outcome) {
        Map<String, Object> reply = read(reply(), in);
        for (FieldSchema field : reply().fields()) {
            Object value = reply.get(field.name());
            if (value != null && field.id() != 0) {
                outcome.failure(new GenericException(String.valueOf(field.type().struct()), value));
                return;
            }
        }
        FieldSchema field = reply().field(0);
        outcome.value(field == null ? null : reply.get(field.name()));
    }

    private void write(FieldSchema field, @Nullable Object value, ProtocolWriter out) {
        try {
            MapWriter.field(field, value, out);
        } catch (ValueException e) {
            throw e.within(method.name());
        }
    }

    private Map<String, Object> read(StructSchema struct, ProtocolReader in) {
        try {
            return MapReader.struct(struct, in);
        } catch (ProtocolException e) {
            throw ErrorPath.within(method.name(), struct, in, e);
        }
    }

    /** The declared exception of this name; null if there is none. */
    private @Nullable FieldSchema field(GenericException error) {
        for (FieldSchema field : reply().fields()) {
            StructSchema struct = field.type().struct();
            if (field.id() != 0 && struct != null && struct.name().equals(error.name())) {
                return field;
            }
        }
        return null;
    }

    private StructSchema reply() {
        return Objects.requireNonNull(method.reply(), "oneway");
    }
}
