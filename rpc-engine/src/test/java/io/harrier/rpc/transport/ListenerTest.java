package io.harrier.rpc.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ListenerTest {
    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3"})
    void danger_plainWhereOthersReachIt_isTold(String address) throws Exception {
        InetAddress open = InetAddress.getByName(address);

        assertThat(Listener.danger(open, 8888, false))
                .startsWith("RPC listens on " + open.getHostAddress() + ", port 8888, without TLS")
                .contains("expected: TLS");
        assertThat(Listener.danger(open, 8888, true)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "::1"})
    void danger_plainOnThisMachineAlone_isNone(String address) throws Exception {
        assertThat(Listener.danger(InetAddress.getByName(address), 8888, false)).isNull();
    }
}
