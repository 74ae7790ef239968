package io.harrier.rpc.serialize.generated;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.ValueSerializer;
import io.harrier.rpc.serialize.reflective.ReflectiveBinder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Serializers as the processor would write them, found by their names. */
final class GeneratedSerializersTest {
    record Plain(int number) {}

    record Hand(int number) {}

    @SuppressWarnings("unused") // found by its name
    static final class Hand$$GeneratedSerializer extends GeneratedSerializer<Hand> {
        @Override
        public void write(Hand value, ProtocolWriter out) {
            out.beginStruct();
            out.field((byte) 8, 99); // another id than reflection gives
            out.writeI32(value.number());
            out.endStruct();
        }

        @Override
        public Hand read(ProtocolReader in) {
            throw new UnsupportedOperationException();
        }
    }

    record Box<T>(T value) {}

    @SuppressWarnings("unused") // found by its name
    static final class Box$$GeneratedSerializer<T> extends GeneratedSerializer<Box<T>> {
        final ValueSerializer<T> t;

        Box$$GeneratedSerializer(ValueSerializer<T> t) {
            this.t = t;
        }

        @Override
        public void write(Box<T> value, ProtocolWriter out) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Box<T> read(ProtocolReader in) {
            throw new UnsupportedOperationException();
        }
    }

    interface Takes {
        void call(Hand value);
    }

    private final GeneratedSerializers source = new GeneratedSerializers();

    @Test
    void find_aTypeWithASerializer_givesIt() {
        assertThat(source.find(Hand.class, List.of()))
                .isInstanceOf(Hand$$GeneratedSerializer.class);
        assertThat(source.find(Plain.class, List.of())).isNull();
    }

    @Test
    void find_aTypeWithParameters_givesItTheirSerializers() {
        ValueSerializer<?> hand = source.find(Hand.class, List.of());
        assertThat(source.find(Box.class, List.of(hand)))
                .isInstanceOfSatisfying(
                        Box$$GeneratedSerializer.class, box -> assertThat(box.t).isSameAs(hand));
        assertThat(source.find(Box.class, List.of())).isNull();
    }

    @Test
    void methods_ofAPlainInterface_useWhatIsFound() {
        ByteBuf bytes = Unpooled.buffer();
        try (var out = new io.harrier.rpc.protocol.binary.BinaryWriter(bytes)) {
            new ReflectiveBinder(source)
                    .bind(Takes.class, Takes.class)
                    .methods()
                    .get(0)
                    .serializer()
                    .writeArguments(Arguments.of(new Hand(1)), out);
        }
        assertThat(ByteBufUtil.hexDump(bytes)).isEqualTo("0c0001" + "08006300000001" + "00" + "00");
    }

    @Test
    void find_aTypeOfALoaderThatIsThrownAway_letsTheLoaderGo() throws Exception {
        WeakReference<ClassLoader> loader = findInAThrowawayLoader();
        for (int i = 0; i < 100 && loader.get() != null; i++) {
            System.gc();
            Thread.sleep(20);
        }
        assertThat(loader.get()).isNull();
    }

    private WeakReference<ClassLoader> findInAThrowawayLoader() throws Exception {
        try (Throwaway loader = new Throwaway()) {
            Class<?> hand = loader.loadClass(Hand.class.getName());
            assertThat(hand).isNotSameAs(Hand.class);
            assertThat(source.find(hand, List.of()).getClass().getClassLoader()).isSameAs(loader);
            return new WeakReference<>(loader);
        }
    }

    /** Loads the types of this test anew. */
    private static final class Throwaway extends URLClassLoader {
        Throwaway() {
            super(
                    new URL[] {
                        GeneratedSerializersTest.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                    },
                    GeneratedSerializersTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith(GeneratedSerializersTest.class.getName() + '$')) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
