package io.harrier.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** One client, several hosts. */
final class ClientHostsTest {
    public interface Names {
        String name();

        CompletableFuture<String> later();
    }

    private record Named(String name) implements Names {
        @Override
        public CompletableFuture<String> later() {
            return CompletableFuture.completedFuture(name);
        }
    }

    private final RpcServer a = server("a", 0);
    private final RpcServer b = server("b", 0);
    private final RpcClient client =
            RpcClient.builder("127.0.0.1:" + a.port() + ", 127.0.0.1:" + b.port()).build();
    private final Names names = client.proxy(Names.class);

    @AfterEach
    void close() {
        client.close();
        a.close();
        b.close();
        Leaks.check();
    }

    @Test
    void calls_goToAllHosts() {
        assertThat(called(100)).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void calls_aHostIsDown_goToTheOther() {
        a.close();
        assertThat(called(100)).containsExactly("b");
    }

    @Test
    void asynchronousCalls_aHostIsDown_goToTheOther() {
        a.close();
        assertThat(Stream.generate(names::later).limit(100).map(CompletableFuture::join))
                .containsOnly("b");
    }

    @Test
    void calls_aHostGoesDown_goToTheOther() {
        called(20);
        a.close();
        assertThat(called(100)).containsExactly("b");
    }

    @Test
    void calls_theHostIsBack_goThereAgain() {
        int port = a.port();
        a.close();
        called(20);
        try (RpcServer again = server("again", port)) {
            Set<String> seen = new HashSet<>();
            for (long start = System.nanoTime();
                    !seen.contains("again") && System.nanoTime() - start < 20_000_000_000L; ) {
                seen.add(names.name());
            }
            assertThat(seen).contains("again");
        }
    }

    @Test
    void calls_allHostsAreDown_failSafeToRetry() {
        a.close();
        b.close();
        assertThatThrownBy(names::name)
                .isInstanceOfSatisfying(
                        RpcException.class, e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_SENT))
                .hasMessageMatching(
                        "none of the hosts 127.0.0.1:\\d+, 127.0.0.1:\\d+ gave a connection; the"
                                + " last: no connection to .*: connection refused \\(expected: a"
                                + " server that listens there; safe to retry\\)");
    }

    @Test
    void builder_badTarget_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RpcClient.builder("127.0.0.1:1,").build())
                .withMessageStartingWith("target: 127.0.0.1:1, (expected: host:port");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> RpcClient.builder("a:1,b").build())
                .withMessage(
                        "target: a:1,b (expected: host:port[,host:port], in-process:name or"
                                + " dns://name:port, with ports of 1..65535)");
    }

    private Set<String> called(int calls) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < calls; i++) {
            seen.add(names.name());
        }
        return seen;
    }

    private static RpcServer server(String name, int port) {
        return RpcServer.builder().port(port).service(new Named(name)).start();
    }
}
