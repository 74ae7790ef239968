package io.harrier.rpc.benchmarks.generic;

import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import java.util.Objects;

/** An order as a shop would send it: nested structs, lists, maps, numbers and strings. */
final class OrderJson {
    private static final String IDL =
            """
            struct Address { 1: string street, 2: string city, 3: i32 zip, 4: double lat, 5: double lon }
            struct Customer { 1: i64 id, 2: string name, 3: string email, 4: bool active, 5: Address address }
            struct Item { 1: string sku, 2: string title, 3: i32 quantity, 4: double price, 5: list<string> tags }
            struct Order {
              1: i64 id
              2: Customer customer
              3: list<Item> items
              4: map<string, string> labels
              5: map<string, i64> counters
              6: list<i32> history
              7: string comment
            }
            """;

    private OrderJson() {}

    static StructSchema schema() {
        return Objects.requireNonNull(
                ThriftIdlParser.parse("order.thrift", IDL).structs().get("Order"));
    }

    /** As many items as come nearest to that size. */
    static String text(int bytes) {
        StringBuilder items = new StringBuilder();
        for (int i = 0; head().length() + items.length() + tail().length() < bytes - 60; i++) {
            items.append(i == 0 ? "" : ",").append(item(i));
        }
        return head() + items + tail();
    }

    private static String head() {
        return "{\"id\":9007199254740993,\"customer\":{\"id\":48151623,\"name\":\"Ada Lovelace\","
                + "\"email\":\"ada.lovelace@example.org\",\"active\":true,\"address\":{\"street\":"
                + "\"12 St James's Square\",\"city\":\"London\",\"zip\":10023,\"lat\":51.507351,"
                + "\"lon\":-0.127758}},\"items\":[";
    }

    private static String item(int i) {
        return "{\"sku\":\"SKU-"
                + (100_000 + 7_919 * i)
                + "\",\"title\":\"Analytical engine part "
                + i
                + "\",\"quantity\":"
                + (i % 9 + 1)
                + ",\"price\":"
                + (19 + i)
                + ".95,\"tags\":"
                + "[\"brass\",\"gear\",\"handmade\"]}";
    }

    private static String tail() {
        return "],\"labels\":{\"channel\":\"web\",\"campaign\":\"spring-2026\",\"region\":\"eu-west\"},"
                + "\"counters\":{\"views\":1204,\"clicks\":87,\"revisits\":3},"
                + "\"history\":[1,15,230,4096,70001],"
                + "\"comment\":\"Please ring twice.\\nThe bell is \\\"shy\\\".\"}";
    }
}
