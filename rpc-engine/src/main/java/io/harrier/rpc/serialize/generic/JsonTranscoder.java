package io.harrier.rpc.serialize.generic;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.json.JsonException;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.serialize.ErrorPath;
import io.harrier.rpc.serialize.ValueException;
import io.netty.buffer.ByteBuf;

/**
 * Structs as JSON text, byte to byte: no object is made for any value but UUIDs. For any thread.
 */
public final class JsonTranscoder {
    private final StructSchema schema;
    private final JsonStruct struct;

    private JsonTranscoder(StructSchema schema, JsonOptions options) {
        this.schema = schema;
        struct = new JsonTypes(options).struct(schema);
    }

    public static JsonTranscoder of(StructSchema schema, JsonOptions options) {
        return new JsonTranscoder(schema, options);
    }

    /**
     * @param text all that can be read of it, in UTF-8; its indexes stay
     * @throws ValueException if it is no such struct; part of it may be written by then
     */
    public void toPayload(ByteBuf text, ProtocolWriter out) {
        try {
            JsonTexts.write(struct, text, out);
        } catch (JsonException | ValueException e) {
            throw JsonPlaces.at(schema.name(), e);
        }
    }

    /**
     * @param text what the struct's text is appended to
     * @throws ProtocolException if the payload is no such struct
     */
    public void toText(ProtocolReader in, ByteBuf text) {
        try {
            JsonTexts.read(struct, in, text);
        } catch (ProtocolException e) {
            throw ErrorPath.within(schema.name(), schema, in, e);
        }
    }
}
