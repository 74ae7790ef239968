package io.harrier.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.pool.ConnectionMode;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import io.harrier.rpc.testing.PeerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A host whose process is stopped, by SIGSTOP: its kernel takes connections and bytes as before,
 * and nobody answers.
 */
final class FrozenHostTest {
    private static final int MANY = 50;
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);

    public interface Names {
        CompletableFuture<String> name();
    }

    /** What the child process runs. */
    public static void main(String[] arguments) throws IOException {
        try (RpcServer server = server("frozen")) {
            System.out.println("listening " + server.port());
            while (System.in.read() >= 0) {} // until its parent ends, or closes it
        }
    }

    private static PeerProcess child;

    private final RpcServer other = server("other");

    @BeforeAll
    static void start() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/kill")), "no /bin/kill here");
        child = PeerProcess.startJava(FrozenHostTest.class);
    }

    @AfterAll
    static void stop() throws Exception {
        if (child != null) {
            child.close();
        }
    }

    @AfterEach
    void close() throws Exception {
        child.thaw();
        other.close();
        Leaks.check();
    }

    @Test
    void frozenHost_sharedConnection_isFoundByThePingAndLeft_andTakenBack() throws Exception {
        check(
                client().connections(
                                c -> c.withPing(Duration.ofMillis(200), Duration.ofMillis(200))),
                failure -> assertThat(failure).hasMessageContaining("ping unanswered"));
    }

    @Test
    void frozenHost_pooledConnection_isFoundByDeadlinesAndLeft_andTakenBack() throws Exception {
        check(
                client().connections(c -> c.withMode(ConnectionMode.POOLED))
                        .timeout(Duration.ofMillis(500)),
                failure -> {
                    assertThat(failure.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED);
                    assertThat(failure)
                            .hasMessageContaining("no reply from 127.0.0.1:" + child.port())
                            .hasMessageContaining("within 500 ms");
                });
    }

    /** Calls on connections that are opened later end by their deadlines, in either mode. */
    private void check(RpcClientBuilder settings, Consumer<RpcException> firstFailure)
            throws Exception {
        try (RpcClient client = settings.build()) {
            Names names = client.proxy(Names.class);
            awaitBoth(names);
            child.freeze();
            List<RpcException> failures = awaitOther(names);
            child.thaw();
            awaitBoth(names);
            assertThat(failures).isNotEmpty();
            firstFailure.accept(failures.get(0));
        }
    }

    private static void awaitBoth(Names names) {
        Set<String> seen = new HashSet<>();
        for (long start = System.nanoTime(); seen.size() < 2; ) {
            assertThat(System.nanoTime() - start).isLessThan(PATIENCE_NANOS);
            try {
                seen.add(names.name().join());
            } catch (CompletionException e) {
                LockSupport.parkNanos(1_000_000); // frozen until now
            }
        }
    }

    /** Until so many calls in a row were answered that there is no doubt who answers: failures. */
    private static List<RpcException> awaitOther(Names names) {
        List<RpcException> failures = new ArrayList<>();
        int inRow = 0;
        for (long start = System.nanoTime(); inRow < MANY; inRow++) {
            assertThat(System.nanoTime() - start).isLessThan(PATIENCE_NANOS);
            try {
                assertThat(names.name().join()).isEqualTo("other");
            } catch (CompletionException e) {
                failures.add((RpcException) e.getCause());
                inRow = -1;
            }
        }
        return failures;
    }

    private RpcClientBuilder client() {
        return RpcClient.builder("127.0.0.1:" + child.port() + ",127.0.0.1:" + other.port())
                .timeout(Duration.ofSeconds(1));
    }

    private static RpcServer server(String name) {
        Names handler = () -> CompletableFuture.completedFuture(name);
        return RpcServer.builder()
                .address("127.0.0.1", 0)
                .service(handler, Names.class, "")
                .start();
    }
}
