package io.harrier.rpc.benchmarks.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.benchmarks.codec.Types.Item;
import io.harrier.rpc.benchmarks.codec.Types.Order;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.thrift.TException;
import org.junit.jupiter.api.Test;

/** What the benchmarks compare is the same work: libthrift reads and writes the same values. */
final class LibthriftOracleTest {
    private static final String[] UNITS = {"a", "é", "漢", "🚀", "\0", "a longer piece of text"};

    private final Random random = new Random(1);
    private final OurCodec<Order> ours = OurCodec.generated(Order.class);
    private final ThriftCodec theirs = new ThriftCodec();

    @Test
    void generated_anyOrder_isReadAndWrittenByLibthrift() throws TException {
        for (int i = 0; i < 20_000; i++) {
            Order order = order();
            ours.encode(order);
            theirs.put(ours.bytes());
            var read = theirs.decode(new io.harrier.rpc.benchmarks.codec.idl.Order());
            theirs.encode(read);
            assertThat(theirs.bytes()).hasSameSizeAs(ours.bytes());

            ours.put(theirs.bytes());
            assertThat(ours.decode()).isEqualTo(order);
        }
    }

    private Order order() {
        return new Order(
                random.nextLong(),
                maybe(this::text),
                random.nextInt(),
                random.nextBoolean(),
                random.nextGaussian(),
                random.nextLong(),
                random.nextLong(),
                maybe(this::text),
                maybe(this::text),
                (short) random.nextInt(),
                (byte) random.nextInt(),
                maybe(() -> list(this::item)),
                maybe(() -> list(this::text)),
                maybe(() -> list(random::nextLong)),
                maybe(() -> map(this::text, this::text)),
                maybe(() -> map(random::nextInt, random::nextDouble)),
                maybe(this::item),
                maybe(this::text),
                maybe(() -> map(this::text, this::item)),
                maybe(() -> list(random::nextInt)));
    }

    private Item item() {
        return new Item(random.nextLong(), maybe(this::text), random.nextInt(), random.nextFloat());
    }

    private String text() {
        return UNITS[random.nextInt(UNITS.length)].repeat(random.nextInt(5));
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextInt(4) == 0 ? null : value.get();
    }

    private <T> List<T> list(Supplier<T> element) {
        return Stream.generate(element).limit(random.nextInt(5)).toList();
    }

    private <K, V> Map<K, V> map(Supplier<K> key, Supplier<V> value) {
        Map<K, V> map = new LinkedHashMap<>();
        for (int i = random.nextInt(5); i > 0; i--) {
            map.put(key.get(), value.get());
        }
        return map;
    }
}
