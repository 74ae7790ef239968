package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.error.ProtocolException;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.CRC32C;

/** CRC-32C over every byte behind a TTHeader, a frame's length included. */
final class Checksum {
    static final int TEXT_BYTES = 8;

    private Checksum() {}

    /**
     * @throws ProtocolException if the header has a checksum that the bytes of {@code payload} do
     *     not
     */
    static void verify(HeaderBlock head, ByteBuf payload) {
        String expected = head.checksum();
        if (expected != null
                && !expected.equals(of(payload, payload.readerIndex(), payload.readableBytes()))) {
            throw new ProtocolException(
                    "crc32c of the payload: "
                            + of(payload, payload.readerIndex(), payload.readableBytes())
                            + " (expected: "
                            + expected
                            + ", as the header says)");
        }
    }

    /** Eight lower-case hex digits. */
    static String of(ByteBuf bytes, int index, int length) {
        CRC32C crc = new CRC32C();
        for (ByteBuffer part : bytes.nioBuffers(index, length)) {
            crc.update(part);
        }
        return HexFormat.of().toHexDigits((int) crc.getValue());
    }

    static void patch(ByteBuf out, int textAt, int payloadAt) {
        String text = of(out, payloadAt, out.writerIndex() - payloadAt);
        out.setBytes(textAt, text.getBytes(StandardCharsets.US_ASCII));
    }
}
