package io.harrier.rpc.protocol.compact;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.MessageHead;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Any bytes: a message that can be read ends for the scanner where it ends for the reader, and
 * every other one where it does in one piece and byte by byte.
 */
final class CompactMessageScannerFuzzTest {
    private static final int REFUSED = -1;

    @FuzzTest(maxDuration = "10m")
    void scan(byte[] bytes) {
        int read = read(bytes);
        int scanned = scanned(bytes, bytes.length);
        if (read != REFUSED && scanned != read) {
            throw new AssertionError("scanned " + scanned + " bytes, read " + read);
        }
        int trickled = scanned(bytes, 1);
        if (trickled != scanned) {
            throw new AssertionError("scanned " + scanned + " bytes, one by one " + trickled);
        }
    }

    private static int read(byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        try (CompactReader reader = new CompactReader(in, ReadLimits.DEFAULT)) {
            CompactMessage.readHead(in, bytes.length, new MessageHead());
            reader.skip(WireTypes.STRUCT);
            return in.readerIndex();
        } catch (ProtocolException refused) {
            return REFUSED;
        }
    }

    private static int scanned(byte[] bytes, int step) {
        CompactMessageScanner scanner =
                new CompactMessageScanner(Math.max(1, bytes.length), bytes.length, 64);
        ByteBuf in = Unpooled.wrappedBuffer(bytes).writerIndex(0);
        try {
            int end = REFUSED;
            while (end == REFUSED && in.writerIndex() < bytes.length) {
                in.writerIndex(in.writerIndex() + step);
                end = scanner.scan(in);
            }
            return end;
        } catch (ProtocolException refused) {
            return REFUSED;
        }
    }
}
