package io.harrier.rpc.transport;

import io.harrier.rpc.frame.FrameCodec;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslHandler;
import java.util.concurrent.TimeUnit;

/**
 * How a server's connection ends in good order: the peer is told to go, as far as it can be told,
 * and gets all that was written for it. On the event loop.
 */
abstract class LeavingConnection extends ChannelInboundHandlerAdapter {
    private static final long LINGER_MILLIS = 1_000;
    private static final long NOTICE_MILLIS = 100;

    /**
     * Stock Kitex, multiplexing, fails every call in flight as soon as it hears of a connection's
     * end, the calls whose replies it has received and not yet handed out among them.
     */
    private static final long READ_OUT_MILLIS = 100;

    final Channel channel;
    private final FrameCodec codec;
    private volatile boolean draining;
    private boolean closing;

    /** Whether a Harrier peer has had a reply, and with it knows what this server is. */
    private boolean greeted;

    private boolean farewell;

    /** Whether a peer that is not ours waits for several replies at once here. */
    private boolean shared;

    /**
     * Whether the last request had a header, so that a reply can tell its peer to go. The first may
     * be on its way, and have one.
     */
    private boolean headed = true;

    /** Whether such a reply is on its way, or was waited for long enough. */
    private boolean warned;

    LeavingConnection(Channel channel, FrameCodec codec) {
        this.channel = channel;
        this.codec = codec;
    }

    /** Whether no request is unanswered. */
    abstract boolean isQuiet();

    /** Begins to leave. On any thread. */
    final void leave() {
        channel.eventLoop().execute(this::drainNow);
    }

    /** On any thread. */
    final boolean isLeaving() {
        return draining;
    }

    /** Whether the last bytes have been written: what comes now is too late. */
    final boolean isClosing() {
        return closing;
    }

    /** A request has come, with a header or without. */
    final void noteRequest(boolean hasHeader) {
        headed = hasHeader;
        warned |= draining;
    }

    /** It was one of several at once. */
    final void noteMultiplexed(boolean isHarrier) {
        shared = !isHarrier;
    }

    /** A reply is written. */
    final void noteReply(boolean isHarrier) {
        greeted = isHarrier;
    }

    /** A Harrier client whose pings are not read for now hears unasked that we live. */
    final void tellOfLife() {
        if (greeted && channel.isWritable()) {
            channel.writeAndFlush(codec.ping(channel.alloc()), channel.voidPromise());
        }
    }

    /**
     * A Harrier client is told to go, and closes the connection itself once it has its replies. For
     * others the server does: at once if they cannot be told, else after a reply that tells them.
     */
    final void leaveIfDraining() {
        if (!draining || closing || farewell || !channel.isActive()) {
            return;
        }
        if (greeted) {
            farewell = true;
            channel.write(codec.drain(channel.alloc()), channel.voidPromise());
        } else if (isQuiet() && (warned || !headed)) {
            closeAfterFlush();
        }
    }

    /** Sends what is written, and then ends the connection so that the peer gets all of it. */
    final void closeAfterFlush() {
        closing = true;
        channel.config().setAutoRead(true);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(
                        done -> {
                            if (done.isSuccess() && channel instanceof DuplexChannel duplex) {
                                long pause = shared ? READ_OUT_MILLIS : 0;
                                after(pause, () -> sayGoodbye(duplex));
                            } else {
                                channel.close();
                            }
                        });
    }

    private void drainNow() {
        draining = true;
        after(NOTICE_MILLIS, this::loseHope);
        leaveIfDraining();
        channel.flush();
    }

    private void loseHope() {
        warned = true;
        leaveIfDraining();
    }

    /**
     * Sends the end of the stream and goes on reading for a moment: a socket closed with unread
     * bytes takes back what was sent last.
     */
    private void sayGoodbye(DuplexChannel duplex) {
        SslHandler tls = channel.pipeline().get(SslHandler.class);
        if (tls == null) {
            duplex.shutdownOutput();
        } else {
            tls.closeOutbound();
        }
        after(LINGER_MILLIS, channel::close);
    }

    private void after(long millis, Runnable action) {
        if (millis == 0) {
            action.run();
        } else {
            channel.eventLoop().schedule(action, millis, TimeUnit.MILLISECONDS);
        }
    }
}
