// Generated from shop.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.shop;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/** The constants of shop. */
public final class ShopConstants {
    public static final int MOST_LINES = 100;

    public static final String GREETING = "你好, \"shop\"\n\\u0041 */";

    public static final ByteBuffer MAGIC =
            ByteBuffer.wrap("magic".getBytes(StandardCharsets.UTF_8));

    /** Cheapest first. */
    public static final java.util.List<Double> PRICES = java.util.List.of(0.5, 1.0, 2.25E10);

    public static final Set<State> OPEN = Set.of(State.PAID, State.SENT);

    public static final Map<String, java.util.List<Integer>> TABLE =
            Map.of("a", java.util.List.of(1, 2, 3), "b", java.util.List.of());

    public static final Map<Integer, String> MANY =
            Map.ofEntries(
                    Map.entry(1, "one"),
                    Map.entry(2, "two"),
                    Map.entry(3, "three"),
                    Map.entry(4, "four"),
                    Map.entry(5, "five"),
                    Map.entry(6, "six"),
                    Map.entry(7, "seven"),
                    Map.entry(8, "eight"),
                    Map.entry(9, "nine"),
                    Map.entry(10, "ten"),
                    Map.entry(11, "eleven"));

    public static final Line FREE =
            Line.builder()
                    .product(7L)
                    .tags(java.util.List.of("gift"))
                    .weight(new Weight.Grams(12))
                    .build();

    public static final long FAR = 9223372036854775807L;

    public static final boolean YES = true;

    private ShopConstants() {}
}
