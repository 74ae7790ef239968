package io.harrier.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.idl.IdlSchemas;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.Leaks;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Concurrent calls without classes: the parts of no call's arguments, and of no reply, come from
 * another. More of them: {@code mvn test -pl rpc-engine -Dtest=GenericCallsApartTest
 * -Dharrier.calls=100000000}.
 */
final class GenericCallsApartTest {
    private static final long CALLS = Long.getLong("harrier.calls", 200_000);
    private static final int THREADS = 4;
    private static final int IN_FLIGHT = 64;
    private static final IdlSchemas SCHEMAS =
            IdlSchemas.of(
                    ThriftIdlParser.parse(
                            "echo.thrift",
                            """
                            struct Part { 1: i64 id, 2: string text }
                            struct Whole {
                                1: string name, 2: list<i64> numbers, 3: map<string, i32> counts, 4: list<Part> parts
                            }
                            service Echo { Whole echo(1: i64 id, 2: Whole whole) }
                            """));

    private final AtomicLong next = new AtomicLong();
    private final ConcurrentLinkedQueue<String> mixed = new ConcurrentLinkedQueue<>();

    @AfterEach
    void checkLeaks() {
        Leaks.check();
    }

    @Test
    void concurrentCalls_keepTheirArguments() {
        ServiceSchema schema = Objects.requireNonNull(SCHEMAS.find("Echo"));
        try (RpcServer server =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .generic(schema, (method, arguments) -> answer(arguments))
                                .start();
                RpcClient client = RpcClient.builder("127.0.0.1:" + server.port()).build()) {
            GenericClient echo = client.generic(SCHEMAS, "Echo");
            CompletableFuture.allOf(
                            IntStream.range(0, THREADS)
                                    .mapToObj(i -> CompletableFuture.runAsync(() -> call(echo)))
                                    .toArray(CompletableFuture[]::new))
                    .join();
        }
        assertThat(mixed).isEmpty();
        assertThat(next.get()).isGreaterThanOrEqualTo(CALLS);
    }

    /** Every third call is one of JSON, the others are of maps. */
    private void call(GenericClient echo) {
        Semaphore window = new Semaphore(IN_FLIGHT);
        for (long id = next.incrementAndGet(); id <= CALLS; id = next.incrementAndGet()) {
            window.acquireUninterruptibly();
            long mine = id;
            CompletableFuture<?> reply =
                    id % 3 == 0
                            ? echo.jsonAsync(
                                    "echo", "{\"id\":" + id + ",\"whole\":" + json(id) + '}')
                            : echo.callAsync("echo", Map.of("id", id, "whole", whole(id)));
            Object expected = id % 3 == 0 ? json(id) : whole(id);
            reply.whenComplete(
                    (value, error) -> {
                        check("reply " + mine, expected, error == null ? value : error);
                        window.release();
                    });
        }
        window.acquireUninterruptibly(IN_FLIGHT);
    }

    private @Nullable Object answer(Map<String, Object> arguments) {
        long id = (Long) arguments.get("id");
        check("request " + id, whole(id), arguments.get("whole"));
        return arguments.get("whole");
    }

    private void check(String what, Object expected, @Nullable Object seen) {
        if (!expected.equals(seen)) {
            mixed.add(what + ": " + seen);
        }
    }

    private static Map<String, Object> whole(long id) {
        return Map.of(
                "name", name(id),
                "numbers", List.of(id, -id),
                "counts", Map.of("k" + id, (int) id),
                "parts", List.of(Map.of("id", id, "text", name(id + 1))));
    }

    private static String json(long id) {
        return "{\"name\":\""
                + name(id)
                + "\",\"numbers\":["
                + id
                + ','
                + -id
                + "],\"counts\":{\"k"
                + id
                + "\":"
                + (int) id
                + "},\"parts\":[{\"id\":"
                + id
                + ",\"text\":\""
                + name(id + 1)
                + "\"}]}";
    }

    /** Of changing length. */
    private static String name(long id) {
        return "n" + id + "x".repeat((int) (id % 37));
    }
}
