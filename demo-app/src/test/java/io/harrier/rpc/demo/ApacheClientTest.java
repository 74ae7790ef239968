package io.harrier.rpc.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.demo.idl.apache.User;
import io.harrier.rpc.demo.idl.apache.UserNotFound;
import io.harrier.rpc.demo.idl.apache.Users;
import java.io.IOException;
import java.util.List;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.layered.TFramedTransport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * The demo's records, and Java that Apache's compiler made of the same IDL, in one call.
 *
 * <p>The package {@code idl.apache} is made with {@code thrift} 0.25 of {@code users.thrift}, whose
 * namespace java is changed to it: {@code thrift --gen java:generated_annotations=suppress}.
 */
class ApacheClientTest {
    private static final int WITHIN_MILLIS = 10_000;

    private static int port;
    private static ConfigurableApplicationContext demo;

    @BeforeAll
    static void start() throws IOException {
        port = DemoApplicationTest.freePort();
        demo = SpringApplication.run(DemoApplication.class, "--rpc.server.port=" + port);
    }

    @AfterAll
    static void stop() {
        demo.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void apacheThriftsJavaClient_isAnswered(boolean isFramed) throws TException {
        try (TTransport transport = transport(isFramed)) {
            transport.open();
            Users.Client users = new Users.Client(new TBinaryProtocol(transport));

            assertThat(users.findById(7))
                    .isEqualTo(new User(7, "Tony").setEmail("tony@example.org"));
            assertThat(names(users.search("ra"))).contains("Barbara", "Frances", "Grace");
            assertThat(users.create("Apache 蛇", null).isSetEmail()).isFalse();
            assertThat(names(users.search("apache 蛇"))).contains("Apache 蛇");
            users.touch(7);
            assertThatExceptionOfType(UserNotFound.class)
                    .isThrownBy(() -> users.findById(99_999))
                    .satisfies(e -> assertThat(e.getId()).isEqualTo(99_999));
        }
    }

    private static List<String> names(List<User> users) {
        return users.stream().map(User::getName).toList();
    }

    private static TTransport transport(boolean isFramed) throws TTransportException {
        TSocket socket = new TSocket("127.0.0.1", port, WITHIN_MILLIS);
        return isFramed ? new TFramedTransport(socket) : socket;
    }
}
