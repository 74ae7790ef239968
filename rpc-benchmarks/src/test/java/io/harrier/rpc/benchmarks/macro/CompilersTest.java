package io.harrier.rpc.benchmarks.macro;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class CompilersTest {
    @Test
    @EnabledOnOs(OS.LINUX)
    void seconds_ofThisJvm_areSome() {
        assertThat(Compilers.seconds(ProcessHandle.current().pid())).isPositive();
    }

    @Test
    void seconds_ofNoProcess_areNotKnown() {
        assertThat(Compilers.seconds(-1)).isNaN();
    }
}
