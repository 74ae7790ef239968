package io.harrier.rpc.buffer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.metrics.BufferStats;
import io.harrier.rpc.testing.Leaks;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.util.IllegalReferenceCountException;
import io.netty.util.ResourceLeakDetector;
import io.netty.util.ResourceLeakDetector.Level;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FrameAllocatorTest {
    private final CountedMemory memory = new CountedMemory();
    private final UnpooledByteBufAllocator others = new UnpooledByteBufAllocator(true);
    private final SlabPool pool = new SlabPool(1024 * 1024, Ticker.SYSTEM, memory.allocator);
    private final FrameAllocator frames = new FrameAllocator(pool, others);

    @AfterEach
    void buffers_released_areAllGivenBack() {
        pool.close();
        assertThat(memory.bytes()).isZero();
        Leaks.check();
    }

    @Test
    void directBuffer_used_isAsGoodAsNewTheNextTime() {
        for (int life = 0; life < 5; life++) {
            ByteBuf buffer = frames.directBuffer(1000, 5000 + life);
            assertThat(buffer.isDirect()).isTrue();
            assertThat(buffer.capacity()).isEqualTo(1024);
            assertThat(buffer.maxCapacity()).isEqualTo(5000 + life);
            assertThat(buffer.writerIndex()).isZero();
            assertThat(buffer.resetWriterIndex().writerIndex()).isZero();
            buffer.writeLong(7).markWriterIndex().readInt();
            buffer.markReaderIndex();
            assertThat(buffer.refCnt()).isOne();
            assertThat(buffer.release()).isTrue();
        }
        assertThat(pool.stats()).returns(4L, BufferStats::hits).returns(1L, BufferStats::misses);
    }

    @Test
    void directBuffer_written_holdsWhatWasWritten() {
        ByteBuf buffer = frames.directBuffer(512);
        byte[] text = "a text that goes in and comes out".getBytes(StandardCharsets.UTF_8);
        buffer.writeInt(0xCAFEBABE).writeBytes(text).writeLongLE(-2);
        ByteBuf slice = buffer.retainedSlice();
        assertThat(buffer.release()).isFalse();
        assertThat(slice.readInt()).isEqualTo(0xCAFEBABE);
        assertThat(slice.readSlice(text.length)).isEqualTo(Unpooled.wrappedBuffer(text));
        assertThat(slice.readLongLE()).isEqualTo(-2);
        assertThat(pool.stats().bytesHeld()).isZero();
        assertThat(slice.release()).isTrue();
        assertThat(pool.stats().bytesHeld()).isEqualTo(512);
    }

    @Test
    void directBuffer_atNettysDefaultLevel_isNotWatched() {
        Level level = ResourceLeakDetector.getLevel();
        try {
            ResourceLeakDetector.setLevel(Level.SIMPLE);
            ByteBuf plain = frames.directBuffer(1000);
            ResourceLeakDetector.setLevel(Level.ADVANCED);
            ByteBuf watched = frames.directBuffer(1000);
            assertThat(plain).isNotInstanceOf(watched.getClass());
            plain.release();
            watched.release();
        } finally {
            ResourceLeakDetector.setLevel(level);
        }
    }

    @Test
    void release_twice_failsAndIsCounted() {
        ByteBuf buffer = frames.directBuffer(1000);
        buffer.release();
        assertThatThrownBy(buffer::release).isInstanceOf(IllegalReferenceCountException.class);
        assertThat(pool.stats().doubleReturns()).isOne();
    }

    @Test
    void release_againWhileAnotherHasTheSlab_failsAndHarmsNobody() {
        ByteBuf first = frames.directBuffer(1000);
        first.writeLong(42).release();
        ByteBuf second = frames.directBuffer(1000);
        assertThat(second.getLong(0)).as("in the same memory").isEqualTo(42);

        assertThatThrownBy(first::release).isInstanceOf(IllegalReferenceCountException.class);
        assertThatThrownBy(() -> first.getByte(0))
                .isInstanceOf(IllegalReferenceCountException.class);
        assertThat(second.refCnt()).isOne();
        second.release();
        assertThat(pool.stats().misses()).isOne();
    }

    @Test
    void capacity_grown_keepsContentAndGivesTheSlabBack() {
        for (int life = 0; life < 4; life++) {
            ByteBuf buffer = frames.directBuffer(500, 1 << 20);
            buffer.writeLong(42).writeZero(100_000).writeLong(43);
            assertThat(buffer.readLong()).isEqualTo(42);
            assertThat(buffer.skipBytes(100_000).readLong()).isEqualTo(43);
            buffer.release();
            assertThat(memory.bytes()).isEqualTo(512);
        }
        assertThat(pool.stats()).returns(3L, BufferStats::hits).returns(0L, BufferStats::drops);
    }

    @Test
    void directBuffer_largerThanSlabsOrBoundedBelowOne_isTheOthers() {
        ByteBuf large = frames.directBuffer(SlabPool.MAX_BYTES + 1);
        ByteBuf bounded = frames.directBuffer(100, 100);
        assertThat(others.metric().usedDirectMemory()).isEqualTo(SlabPool.MAX_BYTES + 1 + 100);
        assertThat(bounded.writeZero(100).isWritable()).isFalse();
        assertThatThrownBy(() -> bounded.writeByte(1))
                .isInstanceOf(IndexOutOfBoundsException.class);
        large.release();
        bounded.release();
        assertThat(pool.stats().misses()).isZero();
    }

    @Test
    void directBuffer_neverReleased_isFoundByTheLeakDetector() {
        ByteBuf lost = frames.directBuffer(100);
        assertThatThrownBy(Leaks::check)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("leak");
        lost.release();
        assertThatThrownBy(Leaks::check).hasMessageContaining("negative"); // as LeaksTest
    }

    /** As the native transports ask for. */
    @Test
    void memoryAddress_jvmThatHasAddresses_isThatOfTheBytes() {
        ByteBuf nettys = others.directBuffer(512);
        ByteBuf buffer = frames.directBuffer(512);
        assertThat(buffer.hasMemoryAddress()).isEqualTo(nettys.hasMemoryAddress());
        long address = address(buffer);
        buffer.release();
        buffer = frames.directBuffer(512);
        assertThat(address(buffer)).as("of the same slab").isEqualTo(address);
        buffer.release();
        nettys.release();
    }

    private static long address(ByteBuf buffer) {
        return buffer.hasMemoryAddress() ? buffer.memoryAddress() : 0;
    }
}
