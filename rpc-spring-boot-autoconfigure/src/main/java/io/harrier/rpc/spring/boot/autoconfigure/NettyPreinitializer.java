package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import io.netty.buffer.ByteBufAllocator;
import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;

/**
 * Loads what sockets and buffers need while Spring makes the context: on a machine with more than
 * one processor the application starts sooner by that.
 */
final class NettyPreinitializer implements BackgroundPreinitializer {
    @Override
    public void preinitialize() {
        EventLoops.open(IoKind.AUTO, 1, "rpc-preinitializer").close();
        ByteBufAllocator.DEFAULT.directBuffer().release();
    }
}
