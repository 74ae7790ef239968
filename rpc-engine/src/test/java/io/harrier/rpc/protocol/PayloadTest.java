package io.harrier.rpc.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.CompositeByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Payloads that nobody looks into: in and out without a copy. */
final class PayloadTest {
    private static final int BYTES = 1 << 20;

    @ParameterizedTest
    @EnumSource
    void payload_readAndWrittenBetweenOtherBytes_isTheSameMemory(Wire wire) {
        ByteBuf received = PooledByteBufAllocator.DEFAULT.directBuffer(BYTES).writeZero(BYTES);
        CompositeByteBuf frame = PooledByteBufAllocator.DEFAULT.compositeDirectBuffer();
        frame.writeBytes(new byte[] {1, 2, 3});
        ByteBuf payload;
        try (ProtocolReader in = wire.ours().reader(received, ReadLimits.DEFAULT)) {
            payload = in.readPayload();
        }
        try (ProtocolWriter out = wire.ours().writer(frame)) {
            out.writePayload(payload);
        }
        frame.writeByte(4);

        assertThat(payload.memoryAddress()).isEqualTo(received.memoryAddress());
        assertThat(frame.component(1).memoryAddress()).isEqualTo(received.memoryAddress());
        assertThat(frame.readableBytes()).isEqualTo(BYTES + 4);
        assertThat(frame.getByte(BYTES + 3)).isEqualTo((byte) 4);
        frame.release();
        payload.release();
        received.release();
        assertThat(received.refCnt()).isZero();
    }
}
