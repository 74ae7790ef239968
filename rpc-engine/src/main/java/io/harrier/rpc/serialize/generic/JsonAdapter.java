package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.json.JsonException;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.serialize.ErrorPath;
import io.harrier.rpc.serialize.ProtocolAdapter;
import io.harrier.rpc.serialize.ValueException;
import io.netty.buffer.ByteBuf;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Payloads that are JSON texts of the part's struct: {@code {"id": 7}}, {@code {"success": ...}}.
 * Values go through the protocol of the message's head on their way, byte to byte. A text becomes
 * four times as long at most: an {@code i64} takes eight bytes, and two in a text.
 */
final class JsonAdapter implements ProtocolAdapter {
    static final String CODEC = "json";

    private final Protocol protocol;
    private final MethodSchema schema;
    private final JsonStruct arguments;
    private final @Nullable JsonStruct reply;

    /**
     * @param protocol in which values are told to those who read and write fields
     */
    JsonAdapter(Protocol protocol, MethodSchema schema) {
        this.protocol = protocol;
        this.schema = schema;
        JsonTypes types = new JsonTypes(JsonOptions.DEFAULT);
        arguments = types.struct(schema.arguments());
        StructSchema replySchema = schema.reply();
        reply = replySchema == null ? null : types.struct(replySchema);
    }

    @Override
    public String codec() {
        return CODEC;
    }

    @Override
    public MethodSchema schema() {
        return schema;
    }

    @Override
    public void serialize(Part part, Consumer<ProtocolWriter> values, ByteBuf out) {
        ByteBuf told = out.alloc().buffer();
        try {
            try (ProtocolWriter writer = ProtocolPart.writer(protocol, part, told)) {
                values.accept(writer);
            }
            toText(part, told, out);
        } finally {
            told.release();
        }
    }

    private void toText(Part part, ByteBuf told, ByteBuf out) {
        try (ProtocolReader reader = ProtocolPart.reader(protocol, part, told)) {
            try {
                JsonTexts.read(struct(part), reader, out);
            } catch (ProtocolException e) {
                throw new IllegalArgumentException(
                        ErrorPath.within(schema.name(), struct(part).schema(), reader, e)
                                .getMessage(),
                        e);
            }
        }
    }

    @Override
    public <T extends @Nullable Object> T deserialize(
            Part part, ByteBuf payload, Function<ProtocolReader, T> values) {
        ByteBuf told = payload.alloc().buffer(Math.max(1, payload.readableBytes()));
        try {
            toValues(part, payload, told);
            try (ProtocolReader reader = ProtocolPart.reader(protocol, part, told)) {
                return values.apply(reader);
            }
        } finally {
            told.release();
        }
    }

    private void toValues(Part part, ByteBuf payload, ByteBuf told) {
        try (ProtocolWriter writer = ProtocolPart.writer(protocol, part, told)) {
            JsonTexts.write(struct(part), payload, writer);
        } catch (JsonException | ValueException e) {
            throw new ProtocolException(
                    String.valueOf(JsonPlaces.at(schema.name(), e).getMessage()));
        }
    }

    private JsonStruct struct(Part part) {
        return part == Part.ARGUMENTS ? arguments : Objects.requireNonNull(reply, "oneway");
    }
}
