package io.harrier.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.frame.BrokenFrameException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.FrameLimits;
import io.harrier.rpc.frame.thrift.ThriftCodec;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.embedded.EmbeddedChannel;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** When a connection is looked at, and when no more. */
class ServerWatchTest {
    /** What an event loop without tasks says of the time until its next. */
    private static final long NONE = -1;

    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final LoopTimers timers = new LoopTimers(channel.eventLoop(), () -> 0);
    private final ServerSettings settings =
            new ServerSettings(
                    new ThriftCodec(),
                    FrameLimits.DEFAULT,
                    1,
                    1,
                    1,
                    Duration.ofMinutes(1),
                    Duration.ofMinutes(1),
                    () -> 0,
                    null);
    private boolean crowded;
    private final ServerWatch watch = new ServerWatch(connection(), timers, settings);

    @Test
    void lookSoon_setsATimer() {
        watch.lookSoon();
        assertThat(channel.runScheduledPendingTasks()).isNotEqualTo(NONE);
    }

    /** Else one that has ended would be looked at for ever, and kept. */
    @Test
    void lookSoon_ofOneThatHasEnded_setsNone() {
        watch.stop();
        watch.lookSoon();
        watch.start();
        assertThat(channel.runScheduledPendingTasks()).isEqualTo(NONE);
    }

    /** Else what it has not read when it closes takes back the last reply. */
    @Test
    void look_whileTheServerIsFull_goesOnReadingOneThatCloses() {
        ServerConnection closing = connection();
        channel.pipeline().addLast(closing);
        channel.pipeline().fireExceptionCaught(new ProtocolException("not a frame"));
        crowded = true;
        closing.look();
        assertThat(channel.config().isAutoRead()).isTrue();
    }

    @Test
    void look_whileTheServerIsFull_tellsAHarrierClientThatItLives() {
        crowded = true;
        connection().look();
        assertThat(channel.<ByteBuf>readOutbound()).as("for a peer that may be any").isNull();

        ServerConnection greeted = connection();
        greeted.noteReply(true);
        greeted.look();
        ByteBuf ping = channel.readOutbound();
        assertThat(ByteBufUtil.hexDump(ping)).contains("70696e67");
        ping.release();
    }

    private ServerConnection connection() {
        return new ServerConnection(
                channel,
                timers,
                channel.alloc(),
                settings,
                new Nobody(),
                settings.codec().decoder(settings.limits()));
    }

    /** Nothing comes here. */
    private final class Nobody implements RequestHandler {
        @Override
        public Exchange onRequest(ServerConnection connection, Frame frame) {
            throw new AssertionError();
        }

        @Override
        public Exchange onBroken(ServerConnection connection, BrokenFrameException cause) {
            throw new AssertionError();
        }

        @Override
        public void onPending(int delta) {}

        @Override
        public boolean isCrowded() {
            return crowded;
        }
    }
}
