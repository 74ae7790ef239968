package io.harrier.rpc.benchmarks.macro;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RawBestTest {
    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void setUp() {
        file = folder.resolve("cache/raw.properties");
    }

    @Test
    void noise_farBelowTheBestOfAnEarlierRun_isTold() {
        assertThat(new RawBest(file, "this").noise(Row.BLOCKING, 100_000)).isEmpty();

        RawBest later = new RawBest(file, "this");
        assertThat(later.noise(Row.BLOCKING, 85_000)).isEmpty();
        assertThat(later.noise(Row.BLOCKING, 84_000)).startsWith("noisy").contains("100000");
    }

    @Test
    void noise_ofAnotherMachineOrLoad_saysNothing() {
        new RawBest(file, "this").noise(Row.BLOCKING, 100_000);

        assertThat(new RawBest(file, "that").noise(Row.BLOCKING, 10)).isEmpty();
        assertThat(new RawBest(file, "this").noise(Row.ASYNC, 10)).isEmpty();
    }
}
