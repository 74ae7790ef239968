package io.harrier.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where replies are read, and what becomes of a call whose reply cannot be. */
class ReplyReadingTest {
    private static final CountDownLatch READING = new CountDownLatch(1);
    private static final CountDownLatch GO_ON = new CountDownLatch(1);

    /** What not even a message can be made of. */
    @SuppressWarnings("serial")
    static final class Mute extends RuntimeException {
        @Override
        public String getMessage() {
            throw new Mute();
        }
    }

    /** Tells which thread read it; the one that must not exist breaks whoever reads it. */
    record Told(String text, boolean isRead) {
        private static final ThreadLocal<Boolean> WRITES = ThreadLocal.withInitial(() -> false);
        private static volatile String readOn = "";

        Told {
            if (!WRITES.get()) {
                readOn = Thread.currentThread().getName();
                switch (text) {
                    case "deep" ->
                            throw new StackOverflowError("as a deep value's own constructor may");
                    case "mute" -> throw new Mute();
                    case "slow" -> {
                        READING.countDown();
                        awaitGoOn();
                    }
                    default -> {}
                }
            }
        }

        private static void awaitGoOn() {
            try {
                GO_ON.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
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
            if (text.equals("biz")) {
                throw new BizStatusException(7, "no");
            }
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

    @Test
    void replyOfWhoseFailureNoMessageCanBeMade_failsItsCallOnly() {
        CompletableFuture<Told> later = teller.tellLater("mute", 1);

        assertThrows(Mute.class, () -> teller.tell("mute", 1));
        assertThrows(Mute.class, () -> later.get(10, TimeUnit.SECONDS));

        assertThat(teller.tell("x", 1).text()).isEqualTo("x");
    }

    @Test
    void failureThatTheEventLoopRead_hasTheCallersStack() {
        assertThatThrownBy(() -> teller.tell("biz", 1))
                .isInstanceOf(BizStatusException.class)
                .satisfies(
                        e ->
                                assertThat(e.getStackTrace())
                                        .anyMatch(
                                                at ->
                                                        at.getClassName()
                                                                .startsWith(
                                                                        ReplyReadingTest.class
                                                                                .getName())));
    }

    @Test
    void interrupt_whileTheReplyIsRead_isKeptAndTheCallEnds() throws Exception {
        CompletableFuture<String> seen = new CompletableFuture<>();
        Thread caller =
                new Thread(
                        () -> {
                            String text = teller.tell("slow", 1).text();
                            seen.complete(text + Thread.currentThread().isInterrupted());
                        });
        caller.start();
        assertThat(READING.await(10, TimeUnit.SECONDS)).isTrue();

        caller.interrupt();
        while (caller.isInterrupted()) {
            Thread.onSpinWait(); // until it has seen it
        }
        GO_ON.countDown();

        assertThat(seen.get(10, TimeUnit.SECONDS)).isEqualTo("slowtrue");
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
