package io.harrier.rpc.benchmarks.idlparse;

/**
 * A text of IDL as files have it: documented structs of eight fields that use each other, enums,
 * constants and services, in turn.
 */
final class GeneratedIdl {
    private static final String BLOCK =
            """
            /** The thing of number N. */
            struct ThingN {
                1: required i64 id,
                2: optional string name = "name" (max = "10"),
                3: list<ThingP> others,
                4: map<string, i32> counts = {"a": 1, "b": 2},
                5: double ratio = 1.5, // a comment
                6: bool flag = true;
                7: set<binary> data
                8: KindN kind = KindN.TWO,
            } (table = "things")

            enum KindN {
                ONE = 1,
                TWO = 2,
                THREE
            }

            const i32 LIMITN = 0x10

            service ServiceN {
                /** Finds one. */
                ThingN get(1: i64 id, 2: string name = "x"),
                void put(1: ThingN thing, 2: i32 limit = LIMITN)
                oneway void tell(1: list<ThingN> things)
            }

            """;
    private static final int BLOCK_LINES = (int) BLOCK.lines().count();

    private GeneratedIdl() {}

    /** As many whole blocks as it takes to have at least so many lines. */
    static String lines(int lines) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i * BLOCK_LINES < lines; i++) {
            String previous = Integer.toString(Math.max(0, i - 1));
            text.append(
                    BLOCK.replace("ThingP", "Thing" + previous)
                            .replaceAll("(Thing|Kind|LIMIT|Service)N", "$1" + i)
                            .replace("number N", "number " + i));
        }
        return text.toString();
    }
}
