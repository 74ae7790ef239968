package io.harrier.rpc.benchmarks.raw;

import io.harrier.rpc.benchmarks.contract.VirtualThreads;
import io.harrier.rpc.concurrent.HandoffQueue;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Answers by way of a virtual thread that does nothing but hand the frame back: what a server pays
 * for letting its handlers wait. The event loop is woken once for all that come back together.
 */
final class Hop extends ChannelInboundHandlerAdapter {
    private static final ExecutorService THREADS = VirtualThreads.executor();

    private final HandoffQueue<Frame> back = new HandoffQueue<>();

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object frame) {
        THREADS.execute(new Frame(this, ctx, frame));
    }

    private void handBack(Frame frame) {
        if (back.offer(frame)) {
            frame.ctx.executor().execute(() -> drain(frame.ctx));
        }
    }

    private void drain(ChannelHandlerContext ctx) {
        Frame frame = back.takeAll();
        while (frame != null) {
            Frame next = frame.next();
            frame.next(null);
            ctx.write(frame.bytes, ctx.voidPromise());
            frame = next;
        }
        ctx.flush();
    }

    private static final class Frame implements Runnable, HandoffQueue.Node<Frame> {
        private final Hop hop;
        private final ChannelHandlerContext ctx;
        private final Object bytes;
        private @Nullable Frame next;

        Frame(Hop hop, ChannelHandlerContext ctx, Object bytes) {
            this.hop = hop;
            this.ctx = ctx;
            this.bytes = bytes;
        }

        @Override
        public void run() {
            hop.handBack(this);
        }

        @Override
        public @Nullable Frame next() {
            return next;
        }

        @Override
        public void next(@Nullable Frame following) {
            next = following;
        }
    }
}
