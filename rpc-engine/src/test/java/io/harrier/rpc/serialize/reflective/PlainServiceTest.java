package io.harrier.rpc.serialize.reflective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.serialize.reflective.PlainTypes.Aged;
import io.harrier.rpc.serialize.reflective.PlainTypes.Binaries;
import io.harrier.rpc.serialize.reflective.PlainTypes.Busy;
import io.harrier.rpc.serialize.reflective.PlainTypes.Level;
import io.harrier.rpc.serialize.reflective.PlainTypes.NotFound;
import io.harrier.rpc.serialize.reflective.PlainTypes.Primitives;
import io.harrier.rpc.serialize.reflective.PlainTypes.Settings;
import io.harrier.rpc.serialize.reflective.PlainTypes.User;
import io.harrier.rpc.server.RpcServer;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

/** A plain Java interface, called over the wire. */
final class PlainServiceTest {
    private final PlainHandler handler = new PlainHandler();
    private final RpcServer server = RpcServer.builder().port(0).service(handler).start();
    private final RpcClient client = RpcClient.builder("127.0.0.1:" + server.port()).build();
    private final PlainService service = client.proxy(PlainService.class);

    @AfterEach
    void close() {
        client.close();
        server.close();
    }

    @Test
    void values_ofEveryType_comeBackAsTheyWere() {
        Primitives extremes =
                new Primitives(
                        true,
                        Byte.MIN_VALUE,
                        Short.MIN_VALUE,
                        Integer.MIN_VALUE,
                        Long.MIN_VALUE,
                        Double.MIN_VALUE,
                        Float.MAX_VALUE);
        Map<Level, Set<UUID>> containers =
                Map.of(Level.HIGH, Set.of(UUID.randomUUID(), new UUID(0, 0)), Level.LOW, Set.of());

        assertThat(service.primitives(extremes, false, (byte) 0, (short) 0, 0, 0, 0, 0))
                .isEqualTo(extremes);
        assertThat(service.primitives(null, true, (byte) 1, (short) 2, 3, 4, 5.5, 6.5f))
                .isEqualTo(new Primitives(true, (byte) 1, (short) 2, 3, 4, 5.5, 6.5f));
        assertThat(service.containers(containers)).isEqualTo(containers);
        assertThat(service.boxed(7)).isEqualTo(7);
        assertThat(service.aged(new Aged("a", 9)))
                .satisfies(
                        aged -> {
                            assertThat(aged.name()).isEqualTo("a");
                            assertThat(aged.age()).isEqualTo(9);
                        });
    }

    @Test
    void binaries_ofEveryForm_comeBackAndBelongToTheCaller() {
        byte[] bytes = {1, 2, 3};
        ByteBuffer part = ByteBuffer.wrap(new byte[] {0, 4, 5, 0}, 1, 2);
        UUID id = UUID.randomUUID();

        Binaries back =
                service.binaries(new Binaries(bytes, part, Unpooled.wrappedBuffer(bytes), id));

        assertThat(back.array()).isEqualTo(bytes);
        assertThat(back.buffer()).isEqualTo(ByteBuffer.wrap(new byte[] {4, 5}));
        assertThat(back.netty()).isEqualTo(Unpooled.wrappedBuffer(bytes));
        assertThat(back.netty().isDirect()).isFalse();
        assertThat(back.id()).isEqualTo(id);
        assertThat(part.remaining()).isEqualTo(2);
    }

    @Test
    void absent_staysAbsent() {
        assertThat(service.nothing()).isNull();
        assertThat(service.boxed(null)).isNull();
        assertThat(service.maybe(Optional.empty())).isEmpty();
        assertThat(service.maybe(Optional.of("x"))).contains("x");
        assertThat(service.containers(null)).isNull();
        assertThat(service.list(List.of(3L)).items())
                .containsExactly(new User(3, "u", Optional.empty(), null, List.of()));
    }

    @Test
    void settings_fieldsNotSent_keepTheirOwnValues() {
        Settings settings = new Settings();
        settings.theme = null;
        settings.size = 9;
        settings.level = null;

        Settings back = service.settings(settings);

        assertThat(back.theme).isEqualTo("light");
        assertThat(back.size).isEqualTo(9);
        assertThat(back.font).isEmpty();
        assertThat(back.level).isEqualTo(Level.LOW);
    }

    @Test
    void exceptions_declared_arriveAsThemselves() {
        assertThatThrownBy(() -> service.get(0))
                .isInstanceOfSatisfying(NotFound.class, e -> assertThat(e.id()).isZero())
                .hasMessage("no user 0");
        assertThatThrownBy(() -> service.get(-1)).isInstanceOf(Busy.class);
    }

    @Test
    void methods_ofEveryStyle_answer() throws Exception {
        assertThat(service.get(1).level()).isEqualTo(Level.HIGH);
        assertThat(service.stage("later").toCompletableFuture().join()).isEqualTo("later");
        assertThat(service.mono("m").block()).isEqualTo("m1");
        assertThat(service.findByName("n")).isEqualTo("by name n");
        assertThat(service.find(5)).isEqualTo("by id 5");
        assertThat(service.greeting()).isEqualTo("hello");
        service.done();
        service.tell("once");
        assertThat(handler.told.poll(5, TimeUnit.SECONDS)).isEqualTo("once");
    }

    @Test
    void future_ofAnUndeclaredException_failsWithTheRemoteOne() {
        assertThatThrownBy(() -> service.future("x").join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(RpcException.class)
                .hasMessageContaining("Busy");
    }

    @Test
    void mono_eachSubscription_isACallOfItsOwn() {
        Mono<String> mono = service.mono("m");
        assertThat(handler.monos).hasValue(0);
        assertThat(mono.block()).isEqualTo("m1");
        assertThat(mono.block()).isEqualTo("m2");
    }

    @Test
    void mono_overItsDeadline_fails() {
        Mono<String> mono;
        try (CallScope scope = CallScope.open().timeout(Duration.ofNanos(1))) {
            mono = service.mono("m");
        }
        assertThatThrownBy(mono::block)
                .isInstanceOf(RpcException.class)
                .hasMessageContaining("the deadline passed");
    }

    @Test
    void write_whatCannotTravel_namesThePlace() {
        assertThatThrownBy(() -> service.list(Arrays.asList(1L, null)))
                .hasMessage(
                        "cannot write the arguments of PlainService.list: list.ids[1]: null"
                                + " (expected: a value; containers hold no nulls); never sent");
        @SuppressWarnings({"unchecked", "rawtypes"})
        List<Long> polluted = (List) List.of("text");
        assertThatThrownBy(() -> service.list(polluted))
                .hasMessageContaining("list.ids[0]")
                .hasMessageContaining("java.lang.String");
    }

    /** As an application nests one beside its handler. */
    private interface Hidden {
        Integer boxed(Integer value);

        default int twice(int value, int more) {
            return boxed(value) * 2 + more;
        }

        default void refuse() throws IOException {
            throw new IOException("refused");
        }
    }

    @Test
    void defaultMethods_ofAPrivateInterface_run() {
        Hidden hidden = client.proxy(Hidden.class, PlainService.class);

        assertThat(hidden.twice(7, 1)).isEqualTo(15);
        assertThat(hidden.twice(8, 0)).isEqualTo(16);
        assertThatThrownBy(hidden::refuse).isInstanceOf(IOException.class).hasMessage("refused");
    }
}
