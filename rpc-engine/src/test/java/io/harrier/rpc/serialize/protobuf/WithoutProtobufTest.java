package io.harrier.rpc.serialize.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.protobuf.ErrorProto;
import io.harrier.rpc.protocol.protobuf.ProtobufProtocol;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.MethodBinding;
import io.harrier.rpc.serialize.reflective.ReflectiveBinder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import org.junit.jupiter.api.Test;

/** Plain services travel as Protobuf in an application that lacks protobuf-java. */
final class WithoutProtobufTest {
    interface Greeter {
        Name greet(Name name);
    }

    public record Name(String text) {}

    @Test
    void plainService_needsNoProtobufJava() throws Exception {
        assertThat(run("plain")).isEqualTo("Name[text=hi]");
    }

    @Test
    void messageService_saysWhichClassIsMissing() {
        assertThatThrownBy(() -> run("messages"))
                .isInstanceOf(InvocationTargetException.class)
                .cause()
                .isInstanceOf(NoClassDefFoundError.class)
                .hasMessageContaining("com/google/protobuf/");
    }

    private static Object run(String what) throws Exception {
        Class<?> attempt = new WithoutProtobuf().loadClass(Attempt.class.getName());
        Method method = attempt.getDeclaredMethod(what);
        method.setAccessible(true);
        return String.valueOf(method.invoke(null));
    }

    /** Loaded anew, where there is no protobuf-java. */
    static final class Attempt {
        private Attempt() {}

        static Object plain() {
            if (new ProtobufBinder().canBind(Greeter.class)) {
                throw new AssertionError("bound without protobuf-java");
            }
            MethodBinding method =
                    new ReflectiveBinder().bind(Greeter.class, Greeter.class).methods().get(0);
            ProtobufShape.require(
                    new ReflectiveBinder().bind(Greeter.class, Greeter.class).schema());
            ByteBuf buffer = Unpooled.buffer();
            try (ProtocolWriter out = ProtobufProtocol.ARGUMENTS.writer(buffer)) {
                method.serializer().writeArguments(Arguments.of(new Name("hi")), out);
            }
            new ErrorProto(6, "boom").write(Unpooled.buffer());
            try (ProtocolReader in =
                    ProtobufProtocol.ARGUMENTS.reader(buffer, ReadLimits.DEFAULT)) {
                return method.serializer().readArguments(in).get(0);
            }
        }

        static Object messages() {
            return new ProtobufBinder().canBind(PbEchoApi.class);
        }
    }

    /** Loads our classes anew, and none of protobuf-java. */
    private static final class WithoutProtobuf extends ClassLoader {
        WithoutProtobuf() {
            super(WithoutProtobufTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("com.google.protobuf.")) {
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
