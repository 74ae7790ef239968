package io.harrier.rpc.frame.thrift;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.testing.Leaks;
import io.netty.buffer.ByteBuf;

/** Any bytes in any pieces: frames or one ProtocolException, small output, no buffer left. */
final class ThriftFrameDecoderFuzzTest {
    /** A compact message: its id, type, sequence, no name, end of struct. */
    private static final int SMALLEST_FRAME_BYTES = 5;

    @FuzzTest(maxDuration = "10m")
    void decode(FuzzedDataProvider data) {
        FrameLimits limits = new FrameLimits(10_000, 1_000, data.consumeBoolean());
        int pieceBytes = data.consumeInt(1, 64);
        int received = 0;
        try (FedDecoder decoder = new FedDecoder(limits)) {
            while (data.remainingBytes() > 0) {
                byte[] piece = data.consumeBytes(pieceBytes);
                received += piece.length;
                decoder.feed(piece);
            }
            requireOneProtocolException(decoder);
            requireNoMoreThan(received, decoder);
        }
        Leaks.check();
    }

    private static void requireOneProtocolException(FedDecoder decoder) {
        if (decoder.errors.size() > 1) {
            throw new AssertionError(decoder.errors.size() + " errors (expected: at most 1)");
        }
        decoder.errors.forEach(
                error -> {
                    if (!(error instanceof ProtocolException)) {
                        throw new AssertionError("not a ProtocolException", error);
                    }
                });
    }

    private static void requireNoMoreThan(int received, FedDecoder decoder) {
        ByteBuf[] payloads =
                decoder.frames.stream().map(frame -> frame.payload()).toArray(ByteBuf[]::new);
        int bytes = decoder.pendingBytes();
        for (ByteBuf payload : payloads) {
            bytes += payload.readableBytes();
        }
        if (bytes > received || payloads.length > received / SMALLEST_FRAME_BYTES) {
            throw new AssertionError(
                    payloads.length + " frames of " + bytes + " bytes out of " + received);
        }
    }
}
