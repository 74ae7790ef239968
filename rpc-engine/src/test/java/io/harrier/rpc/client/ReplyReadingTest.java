package io.harrier.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where replies are read, and what becomes of a call whose reply cannot be. */
class ReplyReadingTest {
    /** Tells which thread read it; the one that must not exist breaks whoever reads it. */
    record Told(String text, boolean isRead) {
        private static final ThreadLocal<Boolean> WRITES = ThreadLocal.withInitial(() -> false);
        private static volatile String readOn = "";

        Told {
            if (!WRITES.get()) {
                readOn = Thread.currentThread().getName();
                if (text.equals("deep")) {
                    throw new StackOverflowError("as a deep value's own constructor may");
                }
            }
        }

        static Told written(String text) {
            WRITES.set(true);
            try {
                return new Told(text, false);
            } finally {
                WRITES.set(false);
            }
        }
    }

    interface Teller {
        Told tell(String text, int times);

        CompletableFuture<Told> tellLater(String text, int times);
    }

    static final class Handler implements Teller {
        @Override
        public Told tell(String text, int times) {
            return Told.written(text.repeat(times));
        }

        @Override
        public CompletableFuture<Told> tellLater(String text, int times) {
            return CompletableFuture.completedFuture(tell(text, times));
        }
    }

    private final RpcServer server =
            RpcServer.builder().address("127.0.0.1", 0).service(new Handler()).start();
    private final RpcClient client = RpcClient.builder("127.0.0.1:" + server.port()).build();
    private final Teller teller = client.proxy(Teller.class);

    @AfterEach
    void close() {
        client.close();
        server.close();
        Leaks.check();
    }

    @Test
    void smallReply_isReadOnTheEventLoop() {
        assertThat(teller.tell("x", 100).text()).hasSize(100);

        assertThat(Told.readOn).startsWith("rpc-client");
    }

    @Test
    void largeReply_isReadByItsCaller() {
        assertThat(teller.tell("x", 100_000).text()).hasSize(100_000);

        assertThat(Told.readOn).isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void replyWhoseReadingEndsInAnError_failsItsCallOnly() {
        assertUnreadable(() -> teller.tell("deep", 1));
        assertThatThrownBy(() -> teller.tellLater("deep", 1).get(10, TimeUnit.SECONDS))
                .cause()
                .isInstanceOfSatisfying(RpcException.class, ReplyReadingTest::assertUnreadable);

        assertThat(teller.tell("x", 1).text()).isEqualTo("x");
    }

    private static void assertUnreadable(ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(RpcException.class, ReplyReadingTest::assertUnreadable);
    }

    private static void assertUnreadable(RpcException e) {
        assertThat(e.kind()).isEqualTo(ErrorKind.BAD_REPLY);
        assertThat(e)
                .hasMessageContaining("the call has run")
                .hasRootCauseInstanceOf(StackOverflowError.class);
    }
}
