package io.harrier.rpc.interop;

import io.harrier.rpc.idl.alltypes.AllTypesConstants;
import io.harrier.rpc.idl.alltypes.Chicken;
import io.harrier.rpc.idl.alltypes.Choice;
import io.harrier.rpc.idl.alltypes.Color;
import io.harrier.rpc.idl.alltypes.Egg;
import io.harrier.rpc.idl.alltypes.Fields;
import io.harrier.rpc.idl.alltypes.Nested;
import io.harrier.rpc.idl.alltypes.Scalars;
import io.harrier.rpc.idl.alltypes.Tree;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * The values sent by {@link AllTypesCalls}, by name: the bounds of each type, the empty, the usual
 * and the big.
 */
final class AllTypesValues {
    private static final int BIG_BYTES = 100 * 1024;
    private static final int BIG_COUNT = 10_000;
    private static final int DEEP_LEVELS = 30;

    private AllTypesValues() {}

    static Map<String, Boolean> bools() {
        return Map.of("true", true, "false", false);
    }

    static Map<String, Byte> bytes() {
        return named(
                "min",
                Byte.MIN_VALUE,
                "minusOne",
                (byte) -1,
                "zero",
                (byte) 0,
                "max",
                Byte.MAX_VALUE);
    }

    static Map<String, Short> shorts() {
        return named(
                "min",
                Short.MIN_VALUE,
                "minusOne",
                (short) -1,
                "zero",
                (short) 0,
                "max",
                Short.MAX_VALUE);
    }

    static Map<String, Integer> ints() {
        return named("min", Integer.MIN_VALUE, "minusOne", -1, "zero", 0, "max", Integer.MAX_VALUE);
    }

    static Map<String, Long> longs() {
        return named("min", Long.MIN_VALUE, "minusOne", -1L, "zero", 0L, "max", Long.MAX_VALUE);
    }

    static Map<String, Double> doubles() {
        Map<String, Double> values =
                named("zero", 0.0, "minusZero", -0.0, "pi", Math.PI, "nan", Double.NaN);
        values.putAll(named("least", Double.MIN_VALUE, "max", Double.MAX_VALUE));
        values.putAll(named("inf", Double.POSITIVE_INFINITY, "minusInf", Double.NEGATIVE_INFINITY));
        return values;
    }

    static Map<String, String> strings() {
        Map<String, String> values =
                named("empty", "", "ascii", "hello", "chinese", "你好，世界", "emoji", "🚀👩‍👩‍👧");
        values.putAll(
                named(
                        "zeroByte",
                        "a\0b",
                        "colon",
                        "AllTypes:echoInt",
                        "constant",
                        AllTypesConstants.GREETING));
        values.putAll(named("big", "x".repeat(BIG_BYTES), "bigChinese", "漢".repeat(BIG_BYTES / 3)));
        return values;
    }

    static Map<String, ByteBuffer> binaries() {
        return named("empty", blob(0), "everyByte", blob(256), "big", blob(BIG_BYTES));
    }

    static Map<String, Color> colors() {
        return Arrays.stream(Color.values())
                .collect(
                        Collectors.toMap(
                                color -> color.name().toLowerCase(Locale.ROOT),
                                Function.identity()));
    }

    static Map<String, Scalars> structs() {
        return named("full", scalars(), "extreme", extremeScalars(), "sparse", sparseScalars());
    }

    static Map<String, Fields> fields() {
        Fields every =
                new Fields(1, 2, "a", "b")
                        .setMay(3)
                        .setMayText("c")
                        .setMayColor(Color.FAR)
                        .setMayRow(List.of())
                        .setFar(false)
                        .setLast((byte) -1);
        return named("required", new Fields().setMust(1).setPlain(0), "every", every);
    }

    static Map<String, Nested> nested() {
        return named("empty", emptyNested(), "full", fullNested());
    }

    static Map<String, Choice> unions() {
        Map<String, Choice> values =
                named("truth", Choice.truth(false), "number", Choice.number(Long.MIN_VALUE));
        values.putAll(
                named(
                        "text",
                        choice(),
                        "blob",
                        Choice.blob(blob(3)),
                        "scalars",
                        Choice.scalars(scalars())));
        values.putAll(named("row", Choice.row(List.of(1, 2)), "color", Choice.color(Color.BELOW)));
        values.putAll(named("inner", Choice.inner(Choice.inner(choice()))));
        return values;
    }

    static Map<String, Tree> trees() {
        Tree wide = new Tree(0).setChildren(IntStream.range(0, 1000).mapToObj(Tree::new).toList());
        Tree both =
                new Tree(1)
                        .setChildren(List.of())
                        .setNamed(Map.of("", new Tree(2), "名", new Tree(3)));
        return named(
                "leaf", new Tree(-1), "wide", wide, "both", both, "deep", deepTree(DEEP_LEVELS));
    }

    static Map<String, Chicken> chickens() {
        Chicken hatched = new Chicken().setEgg(new Egg(1).setChicken(new Chicken()));
        return named("none", new Chicken(), "hatched", hatched);
    }

    static Map<String, List<List<Integer>>> matrices() {
        List<Integer> row = IntStream.range(0, 1000).boxed().toList();
        List<List<Integer>> big = IntStream.range(0, 20).mapToObj(each -> row).toList();
        return named(
                "empty",
                List.of(),
                "emptyRows",
                List.of(List.of(), List.of(1), List.of()),
                "big",
                big);
    }

    static Map<String, Map<String, List<Map<Integer, String>>>> maps() {
        return named(
                "empty",
                Map.of(),
                "full",
                Map.of("", List.of(), "键", List.of(Map.of(-1, "a", 2, ""), Map.of())));
    }

    static Map<String, Set<Long>> sets() {
        Set<Long> big =
                LongStream.range(-BIG_COUNT / 2, BIG_COUNT / 2).boxed().collect(Collectors.toSet());
        return named(
                "empty",
                Set.of(),
                "bounds",
                Set.of(Long.MIN_VALUE, 0L, Long.MAX_VALUE),
                "big",
                big);
    }

    static Map<String, Map<Integer, Scalars>> structMaps() {
        Map<Integer, Scalars> big =
                IntStream.range(0, 1000)
                        .boxed()
                        .collect(
                                Collectors.toMap(
                                        Function.identity(), key -> scalars().setMedium(key)));
        return named(
                "empty",
                Map.of(),
                "full",
                Map.of(Integer.MIN_VALUE, scalars(), 0, extremeScalars()),
                "big",
                big);
    }

    static Map<String, List<Color>> colorLists() {
        return named(
                "empty",
                List.of(),
                "every",
                List.of(Color.values()),
                "twice",
                List.of(Color.RED, Color.RED));
    }

    static Map<String, List<ByteBuffer>> blobLists() {
        return named("empty", List.of(), "full", List.of(blob(0), blob(1), blob(BIG_BYTES)));
    }

    static Scalars scalars() {
        return new Scalars(true, (byte) 1, (short) 2, 3, 4, 5.5, "six 六", blob(7), Color.BLUE, 8);
    }

    static Choice choice() {
        return Choice.text("选择");
    }

    /** So many bytes, counting up from 0 and round again. */
    static ByteBuffer blob(int size) {
        byte[] bytes = new byte[size];
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) i;
        }
        return ByteBuffer.wrap(bytes);
    }

    private static Scalars extremeScalars() {
        return new Scalars(
                false,
                Byte.MIN_VALUE,
                Short.MIN_VALUE,
                Integer.MIN_VALUE,
                Long.MIN_VALUE,
                Double.NEGATIVE_INFINITY,
                "",
                blob(0),
                Color.FAR,
                Long.MAX_VALUE);
    }

    /** All numbers set, as Java writes them anyway, and nothing else. */
    private static Scalars sparseScalars() {
        return new Scalars(false, (byte) 0, (short) 0, 0, 0, 0, null, null, null, 0);
    }

    private static Nested emptyNested() {
        return new Nested(
                List.of(), Map.of(), Set.of(), Map.of(), List.of(), List.of(), Map.of(), Map.of(),
                List.of(), List.of());
    }

    private static Nested fullNested() {
        return new Nested(
                List.of(List.of(1, 2), List.of(), List.of(-3)),
                Map.of("k", List.of(Map.of(1, "a", 2, "b"), Map.of())),
                Set.of(1L, -1L),
                Map.of(1, scalars(), -1, sparseScalars()),
                List.of(Color.RED, Color.FAR),
                List.of(blob(0), blob(256)),
                Map.of(Color.GREEN, Set.of("g", "绿"), Color.BELOW, Set.of()),
                Map.of("row", List.of(1, 2, 3)),
                List.of(List.of(Map.of("half", 0.5), Map.of()), List.of()),
                List.of(true, false, true));
    }

    private static Tree deepTree(int levels) {
        Tree tree = new Tree(levels);
        for (int level = levels - 1; level > 0; level--) {
            tree = new Tree(level).setChildren(List.of(tree));
        }
        return tree;
    }

    /** A map in the order of its arguments: name, value, name, value ... */
    @SuppressWarnings("unchecked") // the callers' return types say what the values are
    private static <T> Map<String, T> named(Object... namesAndValues) {
        Map<String, T> values = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.put((String) namesAndValues[i], (T) namesAndValues[i + 1]);
        }
        return values;
    }
}
