package io.harrier.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.cluster.HostStats;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.pool.ConnectionMode;
import io.harrier.rpc.pool.PoolStats;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One client with more hosts than it may have connections. */
final class MaxTotalTest {
    private static final int HOSTS = 4;

    public interface Names {
        String name();

        CompletableFuture<String> later();

        CompletableFuture<String> hold();
    }

    private record Named(String name, CompletableFuture<String> hold) implements Names {
        @Override
        public CompletableFuture<String> later() {
            return CompletableFuture.completedFuture(name);
        }
    }

    private final CompletableFuture<String> gate = new CompletableFuture<>();
    private final List<RpcServer> servers =
            IntStream.range(0, HOSTS)
                    .mapToObj(
                            i ->
                                    RpcServer.builder()
                                            .address("127.0.0.1", 0)
                                            .service(new Named("host" + i, gate))
                                            .start())
                    .toList();

    @AfterEach
    void close() {
        gate.complete("");
        servers.forEach(RpcServer::close);
        Leaks.check();
    }

    @ParameterizedTest
    @EnumSource(ConnectionMode.class)
    void calls_oneByOne_reachAllHostsWithinTheLimit(ConnectionMode mode) {
        try (RpcClient client = client(HOSTS, mode, 2).build()) {
            Names names = client.proxy(Names.class);
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < 5 * HOSTS; i++) {
                seen.add(names.name());
                assertThat(connections(client)).isBetween(0, 2);
            }

            assertThat(seen).hasSize(HOSTS);
        }
    }

    @ParameterizedTest
    @EnumSource(ConnectionMode.class)
    void calls_ofManyThreads_allSucceedAndLeaveNoMoreThanTheLimit(ConnectionMode mode)
            throws Exception {
        try (RpcClient client = client(HOSTS, mode, 2).build()) {
            Names names = client.proxy(Names.class);
            List<FutureTask<Set<String>>> callers = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                callers.add(new FutureTask<>(() -> called(names, 40)));
                new Thread(callers.get(i)).start();
            }
            Set<String> seen = new HashSet<>();
            for (FutureTask<Set<String>> caller : callers) {
                seen.addAll(caller.get(60, TimeUnit.SECONDS));
            }

            assertThat(seen).hasSize(HOSTS);
            assertThat(connections(client)).isBetween(0, 2);
            assertThat(client.connections()).extracting(PoolStats::failed).containsOnly(0L);
        }
    }

    /** Host after host gets the only connection, also after it had none for many calls. */
    @Test
    void calls_toAHostThatHasNone_areNotItsFault() throws Exception {
        try (RpcClient client =
                client(2, ConnectionMode.AUTO, 1).timeout("name", Duration.ofMillis(50)).build()) {
            Names names = client.proxy(Names.class);
            CompletableFuture<?> held = holdAll(client, names);
            int failed = 0;
            for (int i = 0; i < 12; i++) {
                failed += isServed(names) ? 0 : 1;
            }
            gate.complete("");
            held.get(20, TimeUnit.SECONDS);

            assertThat(failed).isGreaterThanOrEqualTo(6);
            assertThat(client.hosts()).extracting(HostStats::failureRate).containsOnly(0.0);
            Set<String> seen = new HashSet<>();
            for (int i = 0; i < 40; i++) {
                seen.add(names.later().get(20, TimeUnit.SECONDS));
            }
            assertThat(seen).hasSize(2);
        }
    }

    /**
     * Both hosts have a call that does not end, the first on a connection that it had to give up:
     * the next call goes there.
     */
    private static CompletableFuture<?> holdAll(RpcClient client, Names names) throws Exception {
        CompletableFuture<String> first = names.hold();
        CompletableFuture<String> second = names.hold();
        for (int i = 0; i < 10_000 && opened(client) < 2; i++) {
            Thread.sleep(1);
        }
        assertThat(client.connections()).extracting(PoolStats::opened).containsExactly(1L, 1L);
        return CompletableFuture.allOf(first, second);
    }

    private static long opened(RpcClient client) {
        return client.connections().stream().mapToLong(PoolStats::opened).sum();
    }

    private static boolean isServed(Names names) {
        try {
            names.name();
            return true;
        } catch (RpcException e) {
            assertThat(e.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED);
            return false;
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void call_noOtherHostHasOneToGive_saysSoAtItsDeadline(boolean blocking) throws Exception {
        try (RpcClient client =
                client(2, ConnectionMode.AUTO, 1)
                        .timeout("name", Duration.ofSeconds(1))
                        .timeout("later", Duration.ofSeconds(1))
                        .build()) {
            Names names = client.proxy(Names.class);
            CompletableFuture<?> held = holdAll(client, names);

            assertThatThrownBy(() -> call(names, blocking))
                    .isInstanceOfSatisfying(
                            RpcException.class,
                            e -> assertThat(e.kind()).isEqualTo(ErrorKind.DEADLINE_EXCEEDED))
                    .hasMessageMatching(
                            ".*: the deadline passed while it waited for a connection to .*: the"
                                    + " client has 1 connections to all its hosts \\(expected: fewer"
                                    + " than its max total, 1: fewer calls at once, or a higher max"
                                    + " total; nothing was sent, safe to retry\\)");

            gate.complete("open");
            held.get(10, TimeUnit.SECONDS);
        }
    }

    private static String call(Names names, boolean blocking) throws Throwable {
        try {
            return blocking ? names.name() : names.later().get(10, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private RpcClientBuilder client(int hosts, ConnectionMode mode, int maxTotal) {
        String target =
                servers.stream()
                        .limit(hosts)
                        .map(server -> "127.0.0.1:" + server.port())
                        .collect(Collectors.joining(","));
        return RpcClient.builder(target)
                .loadBalancing(LoadBalancing.WEIGHTED_ROUND_ROBIN)
                .connections(c -> c.withMode(mode).withMaxTotal(maxTotal))
                .timeout(Duration.ofSeconds(30));
    }

    private static Set<String> called(Names names, int times) {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < times; i++) {
            seen.add(names.name());
        }
        return seen;
    }

    private static int connections(RpcClient client) {
        return client.connections().stream()
                .mapToInt(stats -> stats.open() + stats.opening())
                .sum();
    }
}
