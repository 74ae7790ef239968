package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.frame.FrameCodec;
import io.harrier.rpc.frame.FrameDecoder;
import io.harrier.rpc.frame.FrameLimits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** The frames of Thrift and Kitex. Control frames: docs/wire/harrier.md. */
public final class ThriftCodec implements FrameCodec {
    private static final byte[] NONE = "none".getBytes(StandardCharsets.US_ASCII);
    private static final int CONTROL_BYTES = 64;

    @Override
    public FrameDecoder decoder(FrameLimits limits) {
        return new ThriftFrameDecoder(Protocols.ALL, limits);
    }

    @Override
    public ByteBuf ping(ByteBufAllocator allocator) {
        return MessageWriter.control(allocator.buffer(CONTROL_BYTES), Headers.PING, null);
    }

    /** The frame of Kitex' multiplexing server. */
    @Override
    public ByteBuf drain(ByteBufAllocator allocator) {
        return MessageWriter.control(allocator.buffer(CONTROL_BYTES), Headers.DRAIN, NONE);
    }

    /** Made when the first of them is sent. */
    private static final class Headers {
        static final HeaderTemplate PING =
                HeaderTemplate.builder().string(TTHeader.HARRIER, "ping").build();
        static final HeaderTemplate DRAIN =
                HeaderTemplate.builder().string(TTHeader.CLOSE, "1").build();
    }
}
