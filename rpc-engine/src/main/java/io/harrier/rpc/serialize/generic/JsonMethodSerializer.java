package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.json.JsonException;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.ErrorPath;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.Outcome;
import io.harrier.rpc.serialize.ValueException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of one method as JSON text. Its one argument is the text of the arguments, its value
 * the value's text, null if there is none; a declared exception is a {@link GenericException} with
 * the text of its fields. Texts are taken as {@code String}, or as {@code byte[]} or {@code
 * ByteBuf} of UTF-8, whose indexes stay; they are given as {@code String}. How values look: {@link
 * JsonOptions}.
 */
public final class JsonMethodSerializer implements MethodSerializer {
    private final MethodSchema method;
    private final JsonStruct arguments;
    private final @Nullable JsonStruct reply;

    /** The only parameter, if it stands for the arguments. */
    private final @Nullable JsonField bare;

    private JsonMethodSerializer(MethodSchema method, JsonOptions options) {
        this.method = method;
        JsonTypes types = new JsonTypes(options);
        arguments = types.struct(method.arguments());
        StructSchema replySchema = method.reply();
        reply = replySchema == null ? null : types.struct(replySchema);
        bare = options.bareArgument() ? arguments.onlyField() : null;
    }

    public static JsonMethodSerializer of(MethodSchema method, JsonOptions options) {
        return new JsonMethodSerializer(method, options);
    }

    /** No text, or null, stands for no arguments. */
    @Override
    public void writeArguments(Arguments texts, ProtocolWriter out) {
        Object text = texts.size() == 0 ? null : texts.get(0);
        if (bare == null) {
            write(arguments, text == null ? "{}" : text, out);
        } else {
            writeField(bare, text == null ? "null" : text, out);
        }
    }

    @Override
    public Arguments readArguments(ProtocolReader in) {
        try {
            String text =
                    bare == null
                            ? JsonTexts.read(arguments, in)
                            : Objects.requireNonNullElse(readField(bare, in), "null");
            return Arguments.of(text);
        } catch (ProtocolException e) {
            throw ErrorPath.within(method.name(), method.arguments(), in, e);
        }
    }

    @Override
    public void writeValue(@Nullable Object text, ProtocolWriter out) {
        JsonField value = reply().byId(0);
        if (value == null || text == null) {
            out.beginStruct();
            out.endStruct();
        } else {
            writeField(value, text, out);
        }
    }

    @Override
    public boolean declares(Throwable error) {
        return error instanceof GenericException known && exception(known) != null;
    }

    @Override
    public void writeException(Throwable declared, ProtocolWriter out) {
        GenericException known = (GenericException) declared;
        JsonField field = Objects.requireNonNull(exception(known), known.name());
        writeField(field, Objects.requireNonNullElse(known.value(), "{}"), out);
    }

    @Override
    public void readReply(ProtocolReader in, Outcome outcome) {
        String value = null;
        GenericException exception = null;
        try {
            in.beginStruct();
            while (in.nextField()) {
                JsonField field = reply().byId(in.fieldId());
                if (field == null) {
                    in.skipField();
                } else if (field.id == 0) {
                    value = readText(field, in);
                } else {
                    exception = new GenericException(field.type.name, readText(field, in));
                }
            }
            in.endStruct();
        } catch (ProtocolException e) {
            throw ErrorPath.within(method.name(), replySchema(), in, e);
        }
        if (exception == null) {
            outcome.value(value);
        } else {
            outcome.failure(exception);
        }
    }

    private void write(JsonType type, Object text, ProtocolWriter out) {
        try {
            JsonTexts.write(type, text, out);
        } catch (JsonException | ValueException e) {
            throw JsonPlaces.at(method.name(), e);
        }
    }

    /** A struct with one field, or none for {@code null}. */
    private void writeField(JsonField field, Object text, ProtocolWriter out) {
        try (JsonScanner in = JsonTexts.scanner(text);
                FieldMarks marks = FieldMarks.take()) {
            out.beginStruct();
            field.value(in, out, marks);
            in.finish();
            out.endStruct();
        } catch (JsonException | ValueException e) {
            throw JsonPlaces.at(method.name(), e);
        }
    }

    private static @Nullable String readField(JsonField field, ProtocolReader in) {
        String text = null;
        in.beginStruct();
        while (in.nextField()) {
            if (in.fieldId() == field.id) {
                text = readText(field, in);
            } else {
                in.skipField();
            }
        }
        in.endStruct();
        return text;
    }

    private static String readText(JsonField field, ProtocolReader in) {
        in.expectField(field.type.wire);
        return JsonTexts.read(field.type, in);
    }

    /** The declared exception of this name; null if there is none. */
    private @Nullable JsonField exception(GenericException error) {
        for (FieldSchema field : replySchema().fields()) {
            StructSchema struct = field.type().struct();
            if (field.id() != 0 && struct != null && struct.name().equals(error.name())) {
                return reply().byId(field.id());
            }
        }
        return null;
    }

    private JsonStruct reply() {
        return Objects.requireNonNull(reply, "oneway");
    }

    private StructSchema replySchema() {
        return Objects.requireNonNull(method.reply(), "oneway");
    }
}
