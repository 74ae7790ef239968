package io.harrier.rpc.serialize.thrift;

import io.harrier.rpc.idl.alltypes.Choice;
import io.harrier.rpc.idl.alltypes.Color;
import io.harrier.rpc.idl.alltypes.Fields;
import io.harrier.rpc.idl.alltypes.Mixed;
import io.harrier.rpc.idl.alltypes.Nested;
import io.harrier.rpc.idl.alltypes.Scalars;
import io.harrier.rpc.idl.alltypes.Tree;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.thrift.TBase;

/** Generated structs with random content; the same for the same seed. */
public final class RandomStructs {
    private final Random random;

    public RandomStructs(long seed) {
        random = new Random(seed);
    }

    /** One of each shape. */
    public List<TBase<?, ?>> all() {
        return List.of(scalars(), fields(), nested(), tree(3), choice(3), mixed());
    }

    private Scalars scalars() {
        Scalars value = new Scalars();
        value.setTruth(random.nextBoolean()).setOctet((byte) random.nextInt());
        value.setSmall((short) random.nextInt()).setMedium(random.nextInt());
        value.setLarge(random.nextLong()).setReal(random.nextGaussian()).setText(maybe(this::text));
        value.setBlob(maybe(this::blob)).setColor(maybe(this::color));
        return value;
    }

    /** Fields with a default are set: an absent one is read as its default. */
    private Fields fields() {
        Fields value = new Fields().setMust(random.nextInt()).setMustText(text());
        value.setMayText(maybe(this::text)).setMayColor(color());
        value.setMayRow(list(random::nextInt));
        return random.nextBoolean() ? value.setLast((byte) 1).setFar(true) : value;
    }

    private Nested nested() {
        Nested value = new Nested();
        value.setMatrix(maybe(() -> list(() -> list(random::nextInt))));
        value.setMaps(
                maybe(() -> map(this::text, () -> list(() -> map(random::nextInt, this::text)))));
        value.setNumbers(new HashSet<>(list(random::nextLong)));
        value.setStructs(maybe(() -> map(random::nextInt, this::scalars)));
        value.setColors(list(this::color)).setBlobs(list(this::blob));
        value.setWords(map(this::color, () -> new HashSet<>(list(this::text))));
        value.setTable(maybe(() -> map(this::text, () -> list(random::nextInt))));
        value.setDeep(list(() -> list(() -> map(this::text, random::nextDouble))));
        return value.setTruths(list(random::nextBoolean));
    }

    private Tree tree(int levels) {
        Tree value = new Tree(random.nextInt());
        if (levels > 0) {
            value.setChildren(maybe(() -> list(() -> tree(levels - 1))));
            value.setNamed(maybe(() -> map(this::text, () -> tree(levels - 1))));
        }
        return value;
    }

    private Choice choice(int levels) {
        return switch (random.nextInt(levels > 0 ? 8 : 7)) {
            case 0 -> Choice.truth(random.nextBoolean());
            case 1 -> Choice.number(random.nextLong());
            case 2 -> Choice.text(text());
            case 3 -> Choice.blob(blob());
            case 4 -> Choice.scalars(scalars());
            case 5 -> Choice.row(list(random::nextInt));
            case 6 -> Choice.color(color());
            default -> Choice.inner(choice(levels - 1));
        };
    }

    private Mixed mixed() {
        return new Mixed(random.nextInt(), text(), list(random::nextLong), scalars(), choice(1));
    }

    private String text() {
        String[] units = {"a", "é", "漢", "🚀", "\0"};
        String unit = units[random.nextInt(units.length)];
        return unit.repeat(random.nextInt(60) == 0 ? 9_000 : random.nextInt(6));
    }

    private ByteBuffer blob() {
        byte[] bytes = new byte[random.nextInt(9)];
        random.nextBytes(bytes);
        return ByteBuffer.wrap(bytes);
    }

    private Color color() {
        return Color.values()[random.nextInt(Color.values().length)];
    }

    private <T> T maybe(Supplier<T> value) {
        return random.nextInt(3) == 0 ? null : value.get();
    }

    private <T> List<T> list(Supplier<T> element) {
        return Stream.generate(element).limit(random.nextInt(4)).toList();
    }

    private <K, V> Map<K, V> map(Supplier<K> key, Supplier<V> value) {
        Map<K, V> map = new HashMap<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            map.put(key.get(), value.get());
        }
        return map;
    }
}
