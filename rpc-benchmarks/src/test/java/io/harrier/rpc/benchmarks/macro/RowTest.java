package io.harrier.rpc.benchmarks.macro;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RowTest {
    @Test
    void parse_nameOfEach_isThatRow() {
        assertThat(Row.CROSS).allSatisfy(row -> assertThat(Row.parse(row.name())).isEqualTo(row));
        assertThat(Row.parse("open-64-1024-half")).isEqualTo(Row.HALF);
    }

    @Test
    void parse_noRow_saysWhatOneLooksLike() {
        assertThatThrownBy(() -> Row.parse("blocking")).hasMessageContaining("blocking-32-1024");
    }

    @Test
    void cube_allModesCallersAndSizes_differ() {
        assertThat(Row.cube()).hasSize(27).doesNotHaveDuplicates();
    }
}
