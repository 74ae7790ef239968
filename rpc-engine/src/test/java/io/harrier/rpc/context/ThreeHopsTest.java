package io.harrier.rpc.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.server.HandlerThreads;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What goes along from a first application to a second and a third, and what comes back. */
class ThreeHopsTest {
    interface Hop {
        String hop(String name);
    }

    interface AsyncHop {
        CompletionStage<String> hop(String name);
    }

    private final List<String> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void findLeaks() {
        Leaks.check();
    }

    @ParameterizedTest
    @EnumSource(
            value = HandlerThreads.class,
            names = {"AUTO", "POOL"})
    void metadata_overThreeHops_goesAsFarAsItsKind(HandlerThreads threads) throws Exception {
        try (RpcServer third = server(threads, last());
                RpcClient toThird = client(third, "second");
                RpcServer second = server(threads, middle(toThird));
                RpcClient toSecond = client(second, "first");
                CallScope scope =
                        CallScope.open().transientValue("gray", "b").persistentValue("user", "7")) {
            assertThat(toSecond.proxy(Hop.class).hop("x")).isEqualTo("third(x)");

            assertThat(seen)
                    .containsExactly(
                            "second from first: gray=b user=7 region=null",
                            "third from second: gray=null user=7 region=eu",
                            "second got back: version=3");
            assertThat(scope.backwardValues()).isEqualTo(java.util.Map.of("version", "2"));
        }
    }

    /** The context goes with the work, wherever it is taken up. */
    @Test
    void metadata_throughFuturesOfTheHandler_goesAlong() throws Exception {
        try (RpcServer third = server(HandlerThreads.AUTO, last());
                RpcClient toThird = client(third, "second");
                RpcServer second = server(HandlerThreads.AUTO, later(toThird));
                RpcClient toSecond = client(second, "first");
                CallScope scope = CallScope.open().persistentValue("user", "7")) {
            AsyncHop hop = toSecond.proxy(AsyncHop.class, Hop.class);

            assertThat(hop.hop("x").toCompletableFuture().get(5, TimeUnit.SECONDS))
                    .isEqualTo("third(x)");
            assertThat(seen).containsExactly("third from second: gray=null user=7 region=null");
        }
    }

    private Hop last() {
        return name -> {
            note("third");
            CallContext.current().sendBackward("version", "3");
            return "third(" + name + ')';
        };
    }

    private Hop middle(RpcClient toThird) {
        Hop third = toThird.proxy(Hop.class);
        return name -> {
            note("second");
            CallContext.current().sendBackward("version", "2");
            try (CallScope scope = CallScope.open().persistentValue("region", "eu")) {
                String answer = third.hop(name);
                seen.add("second got back: version=" + scope.backwardValue("version"));
                return answer;
            }
        };
    }

    private static Hop later(RpcClient toThird) {
        Hop third = toThird.proxy(Hop.class);
        return name -> {
            CompletableFuture<String> answer = new CompletableFuture<>();
            CallContext context = CallContext.current();
            new Thread(context.wrap(() -> answer.complete(third.hop(name)))).start();
            return answer.join();
        };
    }

    private void note(String who) {
        CallContext context = CallContext.current();
        Metadata metadata = context.metadata();
        seen.add(
                who
                        + " from "
                        + context.caller()
                        + ": gray="
                        + metadata.transientValue("gray")
                        + " user="
                        + metadata.persistentValue("user")
                        + " region="
                        + metadata.persistentValue("region"));
    }

    private static RpcServer server(HandlerThreads threads, Hop handler) {
        return RpcServer.builder()
                .address("127.0.0.1", 0)
                .handlerThreads(threads)
                .service(handler, Hop.class, "")
                .start();
    }

    private static RpcClient client(RpcServer server, String caller) {
        return RpcClient.builder("127.0.0.1:" + server.port()).caller(caller).build();
    }
}
