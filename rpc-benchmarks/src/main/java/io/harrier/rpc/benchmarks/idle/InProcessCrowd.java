package io.harrier.rpc.benchmarks.idle;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.pool.ConnectionMode;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Connections between clients and a server of this JVM, each called once. A client opens as many as
 * it has calls at once: none of its calls ends before all of them have arrived.
 */
final class InProcessCrowd implements Touch.Later {
    private static final int A_CLIENT = 1000;
    private static final Duration LONG = Duration.ofHours(1);

    /** Until then a call that had to wait for its connection is remembered. */
    private static final Duration TIMEOUT = Duration.ofSeconds(10);

    /** For the first thousand calls of this JVM, on a machine that has other work, too. */
    private static final Duration COLD = Duration.ofMinutes(1);

    private final EventLoops loops = EventLoops.open(IoKind.NIO, 1, "crowd");
    private final List<RpcClient> clients = new ArrayList<>();

    /** On the event loop: the only one that there is. */
    private final List<CompletableFuture<String>> arrived = new ArrayList<>();

    /**
     * @return heap bytes before, and with the connections; how many the server has
     */
    String obey(int connections) throws Exception {
        RpcServer server =
                RpcServer.builder()
                        .inProcess("crowd")
                        .eventLoops(loops)
                        .maxConnections(Integer.MAX_VALUE)
                        .idleTimeout(LONG)
                        .service(this, Touch.Later.class, "")
                        .start();
        addClient(COLD); // so that classes are loaded, and what is compiled soon is
        clients.remove(0).close();
        addClient(TIMEOUT); // so that what is made once is there
        Thread.sleep(TIMEOUT.toMillis() + 1_000);
        long before = Memory.settled().heap();
        int first = server.connections();
        for (int opened = 0; opened < connections; opened += A_CLIENT) {
            addClient(TIMEOUT);
        }
        Thread.sleep(TIMEOUT.toMillis() + 1_000);
        long with = Memory.settled().heap();
        return before + " " + with + " " + (server.connections() - first);
    }

    @Override
    @RpcMethod(nonBlocking = true)
    public CompletionStage<String> touch(String text) {
        CompletableFuture<String> reply = new CompletableFuture<>();
        arrived.add(reply);
        if (arrived.size() == A_CLIENT) {
            List<CompletableFuture<String>> all = List.copyOf(arrived);
            arrived.clear();
            all.forEach(each -> each.complete(text));
        }
        return reply;
    }

    private void addClient(Duration timeout) throws Exception {
        RpcClient client =
                RpcClient.builder("in-process:crowd")
                        .eventLoops(loops)
                        .connections(
                                c ->
                                        c.withMode(ConnectionMode.POOLED)
                                                .withIdleTimeout(LONG)
                                                .withMax(A_CLIENT))
                        .timeout(timeout)
                        .build();
        clients.add(client);
        Touch.Later touch = client.proxy(Touch.Later.class);
        List<CompletionStage<String>> calls = new ArrayList<>();
        for (int i = 0; i < A_CLIENT; i++) {
            calls.add(touch.touch("hello"));
        }
        for (CompletionStage<String> call : calls) {
            if (!call.toCompletableFuture()
                    .get(2 * timeout.toSeconds(), TimeUnit.SECONDS)
                    .equals("hello")) {
                throw new IllegalStateException("a reply that is no echo");
            }
        }
    }
}
