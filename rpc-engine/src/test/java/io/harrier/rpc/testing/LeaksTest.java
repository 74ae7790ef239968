package io.harrier.rpc.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class LeaksTest {
    @Test
    void check_bufferOnItsWayHome_waitsForIt() {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer();
        CompletableFuture.runAsync(
                buffer::release, CompletableFuture.delayedExecutor(50, TimeUnit.MILLISECONDS));
        Leaks.check();
    }

    @Test
    void check_bufferNobodyReleases_isFound() {
        ByteBuf buffer = PooledByteBufAllocator.DEFAULT.buffer();
        assertThatThrownBy(Leaks::check).isInstanceOf(IllegalStateException.class);
        buffer.release();
        assertThatThrownBy(Leaks::check).hasMessageContaining("negative");
    }
}
