package io.harrier.rpc.protocol.binary;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Any bytes: the scanner finds the end where the reader finds it, in one piece and byte by byte.
 * Only the reader's limits may refuse what the scanner lets pass.
 */
final class MessageScannerFuzzTest {
    private static final int REFUSED = -1;
    private static final int OVER_LIMIT = -2;

    @FuzzTest(maxDuration = "10m")
    void scan(byte[] bytes) {
        int skipped = skipped(bytes);
        int scanned = scanned(bytes, bytes.length);
        if (scanned != skipped && skipped != OVER_LIMIT) {
            throw new AssertionError("scanned " + scanned + " bytes, skipped " + skipped);
        }
        int trickled = scanned(bytes, 1);
        if (trickled != scanned) {
            throw new AssertionError("scanned " + scanned + " bytes, one by one " + trickled);
        }
    }

    private static int skipped(byte[] bytes) {
        try (BinaryReader in =
                new BinaryReader(Unpooled.wrappedBuffer(bytes), ReadLimits.DEFAULT)) {
            in.skip(WireTypes.STRUCT);
            return in.offset();
        } catch (ProtocolException e) {
            return e.kind() == ErrorKind.LIMIT_EXCEEDED ? OVER_LIMIT : REFUSED;
        }
    }

    private static int scanned(byte[] bytes, int step) {
        MessageScanner scanner = new MessageScanner(Math.max(1, bytes.length), 64);
        ByteBuf in = Unpooled.wrappedBuffer(bytes).writerIndex(0);
        try {
            int end = REFUSED;
            while (end == REFUSED && in.writerIndex() < bytes.length) {
                in.writerIndex(in.writerIndex() + step);
                end = scanner.scan(in, 0);
            }
            return end;
        } catch (ProtocolException refused) {
            return REFUSED;
        }
    }
}
