package io.harrier.rpc.buffer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SizeClassesTest {
    @Test
    void of_anySize_isTheSmallestClassWithRoom() {
        for (int bytes = 0; bytes <= SizeClasses.MAX_BYTES; bytes++) {
            int sizeClass = SizeClasses.of(bytes);
            assertThat(SizeClasses.bytes(sizeClass)).isGreaterThanOrEqualTo(bytes);
            if (sizeClass > 0) {
                assertThat(SizeClasses.bytes(sizeClass - 1)).isLessThan(bytes);
            }
        }
    }

    @Test
    void bytes_ofAllClasses_areAsDocumented() {
        assertThat(IntStream.range(0, SizeClasses.COUNT).map(SizeClasses::bytes))
                .containsExactly(
                        512, 768, 1024, 1536, 2048, 3072, 4096, 6144, 8192, 12_288, 16_896);
    }
}
