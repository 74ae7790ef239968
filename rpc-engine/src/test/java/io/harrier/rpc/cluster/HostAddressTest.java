package io.harrier.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostAddressTest {
    @ParameterizedTest
    @CsvSource({
        "a.example:1, a.example, 1",
        "127.0.0.1:65535, 127.0.0.1, 65535",
        "[::1]:8888, ::1, 8888"
    })
    void parse_givesHostAndPort(String text, String host, int port) {
        HostAddress address = HostAddress.parse(text);

        assertThat(address).isEqualTo(new HostAddress(host, port, 1));
        assertThat(address.name()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "a:0", "a:65536", "a:x", ":1", "a b:1", "::1:8888"})
    void parse_somethingElse_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> HostAddress.parse(text))
                .withMessageContaining("expected: host:port");
    }

    @Test
    void inProcess_hasANameWithoutPort() {
        assertThat(HostAddress.inProcess("a").name()).isEqualTo("in-process:a");
        assertThat(HostAddress.inProcess("a").isInProcess()).isTrue();
        assertThat(new HostAddress("a", 1).isInProcess()).isFalse();
    }

    @Test
    void address_thatCannotBe_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new HostAddress("a", -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HostAddress(" ", 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HostAddress("a", 1, -1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HostAddress("a", 1, Double.NaN));
    }
}
