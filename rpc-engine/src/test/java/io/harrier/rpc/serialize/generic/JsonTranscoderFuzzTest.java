package io.harrier.rpc.serialize.generic;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.idl.alltypes.Mixed;
import io.harrier.rpc.idl.alltypes.Nested;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import io.harrier.rpc.protocol.json.JsonTrees;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.schema.thrift.ThriftSchemas;
import io.harrier.rpc.serialize.ValueException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Any text, any payload: a value, or the exception for it. What is taken comes back the same. */
final class JsonTranscoderFuzzTest {
    private static final StructSchema SCHEMA =
            new StructSchema(
                    "Both",
                    () ->
                            List.of(
                                    field(1, "nested", ThriftSchemas.struct(Nested.class)),
                                    field(2, "mixed", ThriftSchemas.struct(Mixed.class))));
    private static final JsonTranscoder JSON = JsonTranscoder.of(SCHEMA, JsonOptions.DEFAULT);

    @FuzzTest(maxDuration = "10m")
    void toPayload(byte[] text) {
        ByteBuf payload = Unpooled.buffer();
        try {
            JSON.toPayload(Unpooled.wrappedBuffer(text), new BinaryWriter(payload));
        } catch (ValueException refused) {
            return;
        }
        byte[] once = text(payload.duplicate());
        ByteBuf again = Unpooled.buffer();
        JSON.toPayload(Unpooled.wrappedBuffer(once), new BinaryWriter(again));
        if (!again.equals(payload)) {
            throw new AssertionError("other bytes: " + ByteBufUtil.hexDump(again));
        }
    }

    @FuzzTest(maxDuration = "10m")
    void toText(byte[] payload) {
        byte[] text;
        try {
            text = text(Unpooled.wrappedBuffer(payload));
        } catch (ProtocolException refused) {
            return;
        }
        ByteBuf again = Unpooled.buffer();
        JSON.toPayload(Unpooled.wrappedBuffer(text), new BinaryWriter(again));
        if (!JsonTrees.sameMeaning(text, text(again))) {
            throw new AssertionError("another value");
        }
    }

    private static byte[] text(ByteBuf payload) {
        ByteBuf text = Unpooled.buffer();
        try (BinaryReader in = new BinaryReader(payload, ReadLimits.DEFAULT)) {
            JSON.toText(in, text);
        }
        return ByteBufUtil.getBytes(text);
    }

    private static FieldSchema field(int id, String name, StructSchema struct) {
        return new FieldSchema(id, name, TypeSchema.struct(struct), Requiredness.OPTIONAL);
    }
}
