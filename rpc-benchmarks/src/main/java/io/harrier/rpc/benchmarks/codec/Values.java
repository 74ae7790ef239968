package io.harrier.rpc.benchmarks.codec;

import io.harrier.rpc.benchmarks.codec.Types.Item;
import io.harrier.rpc.benchmarks.codec.Types.Order;
import io.harrier.rpc.benchmarks.codec.Types.Payload;
import io.harrier.rpc.benchmarks.codec.Types.Ten;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The values of the benchmarks. */
final class Values {
    static final String ASCII = "The quick brown fox jumps over the lazy dog. ";
    static final String CHINESE = "敏捷的棕色狐狸跳过了懒狗。";

    private Values() {}

    /** About 1 KB of text, which is made of this one. */
    static Payload payload(String text) {
        return new Payload("echo", text.repeat(1000 / text.length()));
    }

    static Order order() {
        List<Item> items = IntStream.range(0, 5).mapToObj(Values::item).toList();
        Map<String, String> attributes = new LinkedHashMap<>();
        Map<Integer, Double> discounts = new LinkedHashMap<>();
        Map<String, Item> named = new LinkedHashMap<>();
        for (int i = 0; i < 4; i++) {
            attributes.put("attribute-" + i, "value-" + i);
            discounts.put(i * 10, i * 0.25);
            named.put("item-" + i, item(i));
        }
        return new Order(
                1_234_567_890_123L,
                "a customer's name",
                3,
                true,
                1234.5,
                1_700_000_000_000L,
                1_700_000_000_001L,
                "EUR",
                "leave it at the door, please",
                (short) 7,
                (byte) 2,
                items,
                List.of("new", "fragile", "gift"),
                List.of(11L, 12L, 13L, 14L),
                attributes,
                discounts,
                item(9),
                "1 Main Street, Springfield",
                named,
                List.of(1, 2, 3, 4, 5, 6));
    }

    static Ten ten() {
        return new Ten(
                42,
                "Ada Lovelace",
                36,
                true,
                99.5,
                "ada@example.org",
                1_700_000_000_000L,
                5,
                "London",
                (short) 1);
    }

    private static Item item(int number) {
        return new Item(1000 + number, "item number " + number, number, 9.99 + number);
    }
}
