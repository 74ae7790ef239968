package io.harrier.rpc.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.concurrent.StableHash;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class KeyHashTest {
    private static final byte[] USER_7 = "user-7".getBytes(StandardCharsets.UTF_8);

    @Test
    void of_bytes_isThatOfTheirText() {
        assertThat(KeyHash.of(USER_7.clone())).isEqualTo(StableHash.of("user-7"));
        assertThat(KeyHash.of("user-7")).isEqualTo(StableHash.of("user-7"));
        assertThat(KeyHash.of(7L)).isEqualTo(StableHash.of("7"));
    }

    @Test
    void of_aByteBuffer_isThatOfWhatRemains() {
        ByteBuffer key = ByteBuffer.allocateDirect(20).put(3, USER_7).position(3).limit(9);

        assertThat(KeyHash.of(key.asReadOnlyBuffer())).isEqualTo(StableHash.of("user-7"));
        assertThat(KeyHash.of(key)).isEqualTo(StableHash.of("user-7"));
        assertThat(key.position()).isEqualTo(3);
        assertThat(key.limit()).isEqualTo(9);
    }

    @Test
    void of_aByteBuf_isThatOfWhatIsReadable() {
        ByteBuf key = Unpooled.buffer(20).writeZero(3).writeBytes(USER_7).skipBytes(3);

        assertThat(KeyHash.of(key)).isEqualTo(StableHash.of("user-7"));
        assertThat(key.readerIndex()).isEqualTo(3);
        assertThat(key.readableBytes()).isEqualTo(6);
    }
}
