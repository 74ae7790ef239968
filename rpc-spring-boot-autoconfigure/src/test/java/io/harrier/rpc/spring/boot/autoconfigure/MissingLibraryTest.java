package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.harrier.rpc.spring.boot.autoconfigure.idl.Greeter;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.env.MockEnvironment;

/** Classes of Apache Thrift's compiler in an application that lacks libthrift. */
final class MissingLibraryTest {
    @Test
    void client_ofAGeneratedInterface_namesTheCoordinate() throws Exception {
        ClassLoader without = new WithoutThrift();
        Class<?> iface = without.loadClass(Greeter.Iface.class.getName());
        Class<?> attempt = without.loadClass(Attempt.class.getName());
        Method make = attempt.getDeclaredMethod("make", Class.class);
        make.setAccessible(true);

        Throwable failure = catchThrowable(() -> make.invoke(null, iface)).getCause();

        assertThat(failure).hasMessageContaining("which needs a class that is not there: ");
        Object analysis = failure.getClass().getMethod("analysis").invoke(failure);
        assertThat(analysis.getClass().getMethod("getAction").invoke(analysis))
                .isEqualTo(
                        "Add org.apache.thrift:libthrift to the dependencies: the classes of Apache"
                                + " Thrift's compiler need it.");
    }

    @Test
    void client_ofAPlainInterface_needsNoThrift() throws Exception {
        ClassLoader without = new WithoutThrift();
        Method make =
                without.loadClass(Attempt.class.getName()).getDeclaredMethod("make", Class.class);
        make.setAccessible(true);

        assertThat(make.invoke(null, without.loadClass(Plain.class.getName()))).isNotNull();
    }

    interface Plain {
        String hello();
    }

    static final class Attempt {
        static Object make(Class<?> type) {
            MockEnvironment environment =
                    new MockEnvironment().withProperty("rpc.client.a.target", "127.0.0.1:1");
            ClientConfiguration configuration = new ClientConfiguration(environment);
            EventLoops loops = EventLoops.open(IoKind.NIO, 1, "missing");
            try (RpcClients clients =
                    new RpcClients(
                            configuration,
                            new PropertiesRpcClientConnectionDetails(configuration),
                            new RpcClientFactory(
                                    List.of(),
                                    "",
                                    loops,
                                    new TlsBundles(MetadataTest.NO_BUNDLES),
                                    new MiddlewareSelection(environment),
                                    null),
                            new OpenClients())) {
                return clients.proxy("a", type);
            } finally {
                loops.close();
            }
        }
    }

    /** Loads our classes anew, and none of libthrift. */
    private static final class WithoutThrift extends ClassLoader {
        WithoutThrift() {
            super(MissingLibraryTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("org.apache.thrift.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("io.harrier.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }

        private Class<?> define(String name) throws ClassNotFoundException {
            try (InputStream file = getResourceAsStream(name.replace('.', '/') + ".class")) {
                if (file == null) {
                    throw new ClassNotFoundException(name);
                }
                byte[] bytes = file.readAllBytes();
                return defineClass(name, bytes, 0, bytes.length);
            } catch (IOException e) {
                throw new ClassNotFoundException(name, e);
            }
        }
    }
}
