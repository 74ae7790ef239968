package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.json.JsonException;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.Outcome;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Payloads of the codec {@code json}, for a caller: texts go and come as they are, and the peer
 * reads and writes them by its schema. What they look like to the user: {@link
 * JsonMethodSerializer}.
 */
public final class JsonPayloadSerializer implements MethodSerializer {
    public static final String CODEC = JsonAdapter.CODEC;

    private final MethodSchema method;

    public JsonPayloadSerializer(MethodSchema method) {
        this.method = method;
    }

    /** No text, or null, stands for no arguments. */
    @Override
    public void writeArguments(Arguments texts, ProtocolWriter out) {
        Object text = texts.size() == 0 ? null : texts.get(0);
        out.writePayload(JsonTexts.buffer(text == null ? "{}" : text));
    }

    @Override
    public void readReply(ProtocolReader in, Outcome outcome) {
        ByteBuf payload = in.readPayload();
        try (JsonScanner scanner = JsonTexts.scanner(payload)) {
            read(scanner, outcome);
        } catch (JsonException e) {
            throw new ProtocolException(String.valueOf(e.getMessage()));
        } finally {
            payload.release();
        }
    }

    private void read(JsonScanner in, Outcome outcome) {
        in.beginObject("an object of the value, or of a declared exception");
        if (!in.nextMember()) {
            in.finish();
            outcome.value(null);
            return;
        }
        FieldSchema field =
                field(new String(in.text(), in.textAt(), in.textLength(), StandardCharsets.UTF_8));
        String text = in.readRaw();
        if (in.nextMember()) {
            throw in.failure("expected one member, got another");
        }
        in.finish();
        if (field.id() == 0) {
            outcome.value(text);
        } else {
            outcome.failure(new GenericException(String.valueOf(field.type().struct()), text));
        }
    }

    private FieldSchema field(String name) {
        FieldSchema field = Objects.requireNonNull(method.reply(), "oneway").field(name);
        if (field == null) {
            throw new ProtocolException(
                    "a reply of "
                            + name
                            + " (expected: the value or an exception that "
                            + method.name()
                            + " declares; is the schema an old one?)");
        }
        return field;
    }

    @Override
    public Arguments readArguments(ProtocolReader in) {
        throw notServed();
    }

    @Override
    public void writeValue(@Nullable Object value, ProtocolWriter out) {
        throw notServed();
    }

    @Override
    public boolean declares(Throwable error) {
        return false;
    }

    @Override
    public void writeException(Throwable declared, ProtocolWriter out) {
        throw notServed();
    }

    private IllegalStateException notServed() {
        return new IllegalStateException(
                method.name() + " is called here, not served (expected: a serializer of values)");
    }
}
