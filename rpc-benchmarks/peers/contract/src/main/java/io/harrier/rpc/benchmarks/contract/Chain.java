package io.harrier.rpc.benchmarks.contract;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A caller that waits for nothing: each reply starts the next call, on the thread that brings it.
 */
final class Chain {
    private final CompletableFuture<@Nullable Void> ended = new CompletableFuture<>();
    private final EchoClient client;
    private final Message message;
    private final Load.Caller caller;

    Chain(EchoClient client, Message message, Load.Caller caller) {
        this.client = client;
        this.message = message;
        this.caller = caller;
    }

    CompletableFuture<@Nullable Void> begin() throws Exception {
        call(System.nanoTime());
        return ended;
    }

    private void call(long now) throws Exception {
        client.echoAsync(message.text())
                .whenComplete((length, error) -> onReply(now, length, error));
    }

    private void onReply(long then, Integer length, @Nullable Throwable error) {
        if (error != null) {
            ended.completeExceptionally(error);
            return;
        }
        try {
            message.requireWhole(length);
            long now = System.nanoTime();
            Nanos.record(caller.nanos(), now - then);
            if (now - caller.endNanos() < 0) {
                call(now);
            } else {
                ended.complete(null);
            }
        } catch (Exception e) {
            ended.completeExceptionally(e);
        }
    }
}
