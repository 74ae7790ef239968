package io.harrier.rpc.client;

import static io.harrier.rpc.testing.EchoFrames.framed;
import static io.harrier.rpc.testing.EchoFrames.reply;
import static io.harrier.rpc.testing.EchoFrames.strings;
import static io.harrier.rpc.testing.EchoFrames.withHeader;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.concurrent.VirtualThreads;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.RawPeer;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.thrift.TException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Replies that come many at a time, to callers that wait: none of them is forgotten. */
class ReplyBurstTest {
    interface Futures {
        CompletableFuture<Msg> echo(Msg req);
    }

    /** A blocking call on a thread of its own. */
    private final class Caller {
        private final CompletableFuture<String> result = new CompletableFuture<>();
        private final Thread thread;

        Caller(String text) {
            this(text, task -> new Thread(task, text));
        }

        Caller(String text, ThreadFactory threads) {
            thread = threads.newThread(() -> call(text));
            thread.setDaemon(true);
            thread.start();
        }

        private void call(String text) {
            try {
                String told = blocking.echo(new Msg(text)).getMsg();
                result.complete(Thread.interrupted() ? "interrupted with " + told : told);
            } catch (RpcException | TException e) {
                result.complete(Thread.interrupted() ? "interrupted" : "failed: " + e);
            }
        }

        void awaitWaiting() {
            long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
            while (thread.getState() != Thread.State.WAITING) {
                assertThat(System.nanoTime()).as("%s", thread.getState()).isLessThan(deadline);
                Thread.onSpinWait();
            }
        }

        String result() throws Exception {
            return result.get(10, TimeUnit.SECONDS);
        }
    }

    /** How many slots a connection has: what the id of a slot grows by. */
    private static final int SLOTS = 1024;

    /** Keeps a caller on its way from sending its call to waiting for it. */
    private final CountDownLatch goOn = new CountDownLatch(1);

    private final Middleware keeper =
            (next, place) ->
                    call -> {
                        Reply reply = next.invoke(call);
                        if (Thread.currentThread().getName().equals("kept")) {
                            await(goOn);
                        }
                        return reply;
                    };

    private ServerSocket port;
    private RpcClient client;
    private EchoService.Iface blocking;
    private Futures futures;
    private RawPeer server;

    @BeforeEach
    void connect() throws Exception {
        port = RawPeer.listen();
        client = RpcClient.builder("127.0.0.1:" + port.getLocalPort()).middleware(keeper).build();
        blocking = client.proxy(EchoService.Iface.class);
        futures = client.proxy(Futures.class, EchoService.Iface.class);
        CompletableFuture<Msg> first = futures.echo(new Msg("hello"));
        server = RawPeer.accept(port);
        int id = sequence(server.readFrameHex());
        server.send(withHeader(0, id, strings("hr", "1"), framed(reply("echo", id, "hello"))));
        first.get(10, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        server.close();
        port.close();
        Leaks.check();
    }

    @Test
    void all_areWoken() throws Exception {
        for (int calls = 1; calls <= 20; calls++) {
            List<Caller> callers = callers(calls);
            List<String> requests = requests(calls);
            callers.forEach(Caller::awaitWaiting);
            server.send(answers(requests));
            for (Caller caller : callers) {
                assertThat(caller.result()).isEqualTo("answer");
            }
        }
    }

    /** Some before, some while they are the one to wake others, some after that. */
    @Test
    void interruptedOnes_keepNobodyWaiting() throws Exception {
        for (int round = 0; round < 200; round++) {
            List<Caller> callers = callers(8);
            String replies = answers(requests(8));
            Thread interrupter = new Thread(() -> callers.forEach(each -> each.thread.interrupt()));
            interrupter.start();
            server.send(replies);
            for (Caller caller : callers) {
                assertThat(caller.result()).matches("answer|interrupted|interrupted with answer");
            }
            interrupter.join();
        }
    }

    @Test
    void oneThatIsNotWaitingYet_keepsNobodyElseWaiting() throws Exception {
        Caller kept = new Caller("kept");
        String first = server.readFrameHex();
        List<Caller> callers = callers(3);
        List<String> requests = new ArrayList<>(List.of(first));
        requests.addAll(requests(3));
        callers.forEach(Caller::awaitWaiting);
        server.send(answers(requests));

        for (Caller caller : callers) {
            assertThat(caller.result()).isEqualTo("answer");
        }
        goOn.countDown();
        assertThat(kept.result()).isEqualTo("answer");
    }

    /** Where it was to wake the others, they would wait for a processor that it does not get. */
    @Test
    void virtualCaller_whoseCarriersAreHeld_keepsNobodyElseWaiting() throws Exception {
        ThreadFactory virtual = VirtualThreads.factory("virtual");
        assumeThat(virtual).as("virtual threads").isNotNull();
        Caller first = new Caller("first", virtual);
        List<String> requests = requests(1);
        first.awaitWaiting();
        List<Caller> callers = callers(3);
        requests.addAll(requests(3));
        callers.forEach(Caller::awaitWaiting);
        AtomicBoolean free = new AtomicBoolean();
        try {
            holdCarriers(virtual, free);
            server.send(answers(requests));
            for (Caller caller : callers) {
                assertThat(caller.result()).isEqualTo("answer");
            }
        } finally {
            free.set(true);
        }
        assertThat(first.result()).isEqualTo("answer");
    }

    @Test
    void callsThatFollowReplies_leaveBeforeAllRepliesAreRead() throws Exception {
        CountDownLatch seen = new CountDownLatch(1);
        List<CompletableFuture<Void>> readings = new ArrayList<>();
        List<CompletableFuture<Msg>> following = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 32; i++) {
            boolean isLast = i == 31;
            CompletableFuture<Msg> reply = futures.echo(new Msg("call " + i));
            readings.add(
                    reply.thenAccept(
                            told -> {
                                following.add(futures.echo(told));
                                if (isLast) {
                                    await(seen);
                                }
                            }));
        }
        server.send(answers(requests(32)));

        List<String> early = requests(8);
        seen.countDown();
        for (CompletableFuture<Void> reading : readings) {
            reading.get(10, TimeUnit.SECONDS);
        }
        server.send(answers(early) + answers(requests(24)));
        for (CompletableFuture<Msg> call : following) {
            assertThat(call.get(10, TimeUnit.SECONDS).getMsg()).isEqualTo("answer");
        }
    }

    /** The server has gone when the second part is written, which fails while replies are read. */
    @Test
    void repliesOfAServerThatHasGone_allEndTheirCalls() throws Exception {
        CountDownLatch gone = new CountDownLatch(1);
        List<CompletableFuture<Msg>> replies = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            CompletableFuture<Msg> reply = futures.echo(new Msg("call " + i));
            replies.add(reply);
            reply.thenAccept(
                    told -> {
                        await(gone);
                        futures.echo(told);
                    });
        }
        server.send(answers(requests(32)));
        server.close();
        port.close();
        gone.countDown();

        for (CompletableFuture<Msg> reply : replies) {
            assertThat(reply.get(10, TimeUnit.SECONDS).getMsg()).isEqualTo("answer");
        }
    }

    @Test
    void garbageBehindAReply_isTheCauseTold_andNothingIsSentAfterIt() throws Exception {
        CompletableFuture<Msg> answered = futures.echo(new Msg("a"));
        CompletableFuture<Msg> following = answered.thenCompose(futures::echo);
        CompletableFuture<Msg> lost = futures.echo(new Msg("b"));
        server.send(answers(requests(2).subList(0, 1)) + "ffffffffffffffff");

        assertThat(answered.get(10, TimeUnit.SECONDS).getMsg()).isEqualTo("answer");
        assertThatThrownBy(() -> lost.get(10, TimeUnit.SECONDS)).hasMessageContaining(" broke: ");
        assertThat(server.isAtEnd()).isTrue();
        server.close();
        server = RawPeer.accept(port);
        server.send(answers(requests(1)));
        assertThat(following.get(10, TimeUnit.SECONDS).getMsg()).isEqualTo("answer");
    }

    /** A peer guesses the ids of two requests that stand behind one another in the queue. */
    @Test
    void answersToWhatIsNotWrittenYet_leaveTheQueueWhole() throws Exception {
        CountDownLatch queued = new CountDownLatch(1);
        CountDownLatch blocked = new CountDownLatch(1);
        CompletableFuture<Void> loop =
                futures.echo(new Msg("holds the event loop"))
                        .thenAccept(told -> hold(blocked, queued));
        int id = sequence(server.readFrameHex());
        server.send(
                answer(id, "go") + answer(id + SLOTS, "guessed") + answer(SLOTS + 1, "guessed"));
        await(blocked);
        Caller first = new Caller("first");
        first.awaitWaiting();
        Caller second = new Caller("second");
        second.awaitWaiting();
        Caller third = new Caller("third");
        third.awaitWaiting();
        queued.countDown();

        assertThat(first.result()).isEqualTo("guessed");
        assertThat(second.result()).isEqualTo("guessed");
        server.send(answer(sequence(server.readFrameHex()), "honest"));
        assertThat(third.result()).isEqualTo("honest");
        loop.get(10, TimeUnit.SECONDS);
    }

    private static void holdCarriers(ThreadFactory virtual, AtomicBoolean free) {
        int carriers = Runtime.getRuntime().availableProcessors();
        CountDownLatch held = new CountDownLatch(carriers);
        for (int i = 0; i < carriers; i++) {
            virtual.newThread(
                            () -> {
                                held.countDown();
                                while (!free.get()) {
                                    Thread.onSpinWait();
                                }
                            })
                    .start();
        }
        await(held);
    }

    private static void hold(CountDownLatch blocked, CountDownLatch until) {
        blocked.countDown();
        await(until);
    }

    private static void await(CountDownLatch until) {
        try {
            if (!until.await(10, TimeUnit.SECONDS)) {
                throw new TimeoutException();
            }
        } catch (InterruptedException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    private List<Caller> callers(int number) {
        List<Caller> callers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            callers.add(new Caller("call " + i));
        }
        return callers;
    }

    private List<String> requests(int number) throws IOException {
        List<String> requests = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            requests.add(server.readFrameHex());
        }
        return requests;
    }

    private static String answers(List<String> requests) {
        StringBuilder burst = new StringBuilder();
        for (String request : requests) {
            burst.append(answer(sequence(request), "answer"));
        }
        return burst.toString();
    }

    private static String answer(int id, String text) {
        return withHeader(0, id, "", framed(reply("echo", id, text)));
    }

    private static int sequence(String request) {
        return HexFormat.fromHexDigits(request, 16, 24);
    }
}
