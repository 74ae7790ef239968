package io.harrier.rpc.serialize.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.serialize.Arguments;
import java.lang.reflect.Proxy;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/**
 * What happens where a generated class is missing, stale or incomplete; rpc-codegen tests the rest.
 */
final class GeneratedServicesTest {
    interface Plain {
        int twice(int n);
    }

    interface Changed {
        int twice(long n);
    }

    /** Its class was written when it took an int. */
    static final class Changed$$GeneratedService extends GeneratedService<Changed> {
        Changed$$GeneratedService() {
            super(Changed.class);
            method("twice", int.class, int.class);
        }

        @Override
        public Changed stub(Call[] calls, String text) {
            throw new AssertionError(text);
        }

        @Override
        public Arguments arguments(int method) {
            throw new AssertionError(method);
        }

        @Override
        public Object call(Changed handler, int method, Arguments arguments) {
            throw new AssertionError(method);
        }
    }

    interface Grown {
        int twice(int n);

        CompletableFuture<Integer> thrice(int n);
    }

    /** Its class was written when it had one method. */
    static final class Grown$$GeneratedService extends GeneratedService<Grown> {
        Grown$$GeneratedService() {
            super(Grown.class);
            method("twice", int.class, int.class);
        }

        @Override
        public Grown stub(Call[] calls, String text) {
            throw new AssertionError(text);
        }

        @Override
        public Arguments arguments(int method) {
            return Arguments.of(0);
        }

        @Override
        public Object call(Grown handler, int method, Arguments arguments) {
            return handler.twice((int) arguments.get(0));
        }
    }

    @Test
    void find_nothingOrAStaleClass_isNull() {
        assertThat(GeneratedServices.find(Plain.class)).isNull();
        assertThat(GeneratedServices.find(Changed.class)).isNull();
    }

    @Test
    void client_ofAnInterfaceThatIsNotCovered_isAProxy() {
        try (RpcClient client = RpcClient.builder("127.0.0.1:1").build()) {
            assertThat(client.proxy(Plain.class)).matches(GeneratedServicesTest::isProxy);
            assertThat(client.proxy(Changed.class)).matches(GeneratedServicesTest::isProxy);
            assertThat(client.proxy(Grown.class)).matches(GeneratedServicesTest::isProxy);
        }
    }

    private static boolean isProxy(Object stub) {
        return Proxy.isProxyClass(stub.getClass());
    }
}
