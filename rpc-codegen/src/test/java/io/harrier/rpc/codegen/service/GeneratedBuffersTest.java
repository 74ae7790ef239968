package io.harrier.rpc.codegen.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.codegen.service.Parcels.Parcel;
import io.harrier.rpc.server.RpcServer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Buffers in generated code are lent to handlers, as by reflection. */
final class GeneratedBuffersTest {
    private final List<ByteBuf> seen = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {1, 100_000})
    void arguments_areLent_andArriveWhereTheyAreReturned(int length) throws Exception {
        ByteBuf content = Unpooled.buffer().writeZero(length - 1).writeByte(7);
        try (RpcServer server =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .service((Parcels) this::send)
                                .start();
                RpcClient client = RpcClient.builder("127.0.0.1:" + server.port()).build()) {
            Parcel back = client.proxy(Parcels.class).send(new Parcel("a", content), content);
            assertThat(back.content().equals(content)).isTrue();
            assertThat(back.content().hasArray()).as("a copy of the caller's").isTrue();
        }
        assertThat(seen).hasSize(2);
        for (ByteBuf argument : seen) {
            awaitReleased(argument);
        }
    }

    private Parcel send(Parcel parcel, ByteBuf label) {
        assertThat(parcel.content().isReadOnly()).isTrue();
        assertThat(parcel.content().equals(label)).isTrue();
        seen.add(parcel.content());
        seen.add(label);
        return parcel;
    }

    private static void awaitReleased(ByteBuf buffer) throws InterruptedException {
        for (int i = 0; i < 5_000 && buffer.refCnt() > 0; i++) {
            TimeUnit.MILLISECONDS.sleep(1);
        }
        assertThat(buffer.refCnt()).isZero();
    }
}
