package io.harrier.rpc.soak;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.idl.echo.Refused;
import io.harrier.rpc.pool.ConnectionMode;
import io.harrier.rpc.testing.EchoFrames;
import io.harrier.rpc.testing.RawPeer;
import io.harrier.rpc.transport.EventLoops;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One thread's calls: most are ordinary, some are cancelled, cut off, too slow, or never finished.
 */
final class SoakCaller {
    interface Futures {
        CompletableFuture<Msg> echo(Msg req);

        CompletableFuture<Msg> slow(Msg req);
    }

    private static final FrameForm[] FORMS = FrameForm.values();
    private static final long STUCK_SECONDS = 20;

    private final int port;
    private final EventLoops loops;
    private final Random random;
    private final SoakTally tally;
    private RpcClient client;
    private EchoService.Iface blocking;
    private Futures futures;

    SoakCaller(int port, EventLoops loops, long seed, SoakTally tally) {
        this.port = port;
        this.loops = loops;
        this.random = new Random(seed);
        this.tally = tally;
        reconnect();
    }

    void run(int calls) throws Exception {
        for (int i = 0; i < calls; i++) {
            tally.calls.increment();
            one(random.nextInt(1000));
        }
        client.close();
    }

    private void one(int dice) throws Exception {
        if (dice < 600) {
            echo(random.nextInt(200));
        } else if (dice < 900) {
            async(random.nextInt(2_000));
        } else if (dice < 930) {
            cancelled();
        } else if (dice < 950) {
            tooSlow();
        } else if (dice < 965) {
            blocking.visit(new Msg("x"));
        } else if (dice < 980) {
            errors();
        } else if (dice < 990) {
            echo(random.nextInt(100_000));
        } else if (dice < 997) {
            cutOff();
        } else {
            disconnectWithCallsInFlight();
        }
    }

    private void echo(int length) throws Exception {
        String text = text(length);
        tally.checkReply(text, blocking.echo(new Msg(text)).getMsg());
    }

    private void async(int length) throws Exception {
        String a = text(length);
        String b = text(length);
        CompletableFuture<Msg> first = futures.echo(new Msg(a));
        CompletableFuture<Msg> second = futures.echo(new Msg(b));
        tally.checkReply(b, await(second).getMsg());
        tally.checkReply(a, await(first).getMsg());
    }

    private void cancelled() throws Exception {
        CompletableFuture<Msg> call = futures.slow(new Msg(Integer.toString(random.nextInt(3))));
        if (random.nextBoolean()) {
            Thread.sleep(0, random.nextInt(900_000));
        }
        call.cancel(true);
    }

    private void tooSlow() throws Exception {
        int millis = 1 + random.nextInt(8);
        try (CallScope scope = CallScope.open().timeout(Duration.ofMillis(4))) {
            tally.checkReply(
                    Integer.toString(millis),
                    blocking.slow(new Msg(Integer.toString(millis))).getMsg());
        } catch (RpcException e) {
            tally.checkKind(e, ErrorKind.DEADLINE_EXCEEDED, ErrorKind.EXPIRED);
        }
    }

    private void errors() throws Exception {
        String text = text(10);
        try {
            blocking.refuse(new Msg(text));
            tally.wrong("refuse answered");
        } catch (Refused e) {
            tally.checkReply(text, e.getReason());
        }
        try {
            blocking.biz(new Msg(text));
            tally.wrong("biz answered");
        } catch (BizStatusException | RpcException e) {
            tally.expected.increment();
        }
    }

    /**
     * A peer of another make that goes away in the middle of a frame, or without waiting for its
     * replies.
     */
    private void cutOff() throws Exception {
        try (RawPeer peer = RawPeer.connect(port)) {
            String frames = EchoFrames.framed(EchoFrames.call("echo", 1, text(300))).repeat(3);
            peer.send(frames.substring(0, random.nextInt(frames.length() / 2) * 2));
        }
    }

    private void disconnectWithCallsInFlight() throws Exception {
        CompletableFuture<Msg> call = futures.slow(new Msg("2"));
        client.close();
        reconnect();
        try {
            await(call);
        } catch (ExecutionException e) {
            tally.checkKind(
                    (RpcException) e.getCause(), ErrorKind.CONNECTION_LOST, ErrorKind.NOT_SENT);
        }
    }

    private Msg await(CompletableFuture<Msg> call) throws Exception {
        try {
            return call.get(STUCK_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            tally.stuck.increment();
            throw e;
        }
    }

    private void reconnect() {
        ConnectionMode mode = random.nextInt(4) == 0 ? ConnectionMode.POOLED : ConnectionMode.AUTO;
        RpcClientBuilder builder =
                RpcClient.builder("127.0.0.1:" + port)
                        .eventLoops(loops)
                        .timeout(Duration.ofSeconds(10))
                        .form(FORMS[random.nextInt(FORMS.length)])
                        .connections(c -> c.withMode(mode));
        client = builder.build();
        blocking = client.proxy(EchoService.Iface.class);
        futures = client.proxy(Futures.class, EchoService.Iface.class);
    }

    private String text(int length) {
        return random.nextLong() + "x".repeat(length);
    }
}
