package io.harrier.rpc.benchmarks.codec;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.serialize.Serializer;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The nested message of the codec benchmarks, and straight-line serializers for it. */
final class OrderMessage {
    private static final State[] STATES = State.values();
    private static final Address NOWHERE = new Address("", "", "", 0, 0);
    private static final ItemSerializer ITEM = new ItemSerializer();
    private static final AddressSerializer ADDRESS = new AddressSerializer();

    private OrderMessage() {}

    enum State {
        NEW,
        PAID,
        SENT
    }

    /** A line of an order. */
    record Item(String sku, int count, long cents, boolean gift) {}

    /** In the shape of a generated serializer. */
    static final class ItemSerializer implements Serializer<Item> {
        @Override
        public void write(Item value, ProtocolWriter out) {
            out.beginStruct();
            out.plainField(WireTypes.STRING, 1);
            out.writeString(value.sku);
            out.plainField(WireTypes.I32, 2);
            out.writeI32(value.count);
            out.plainField(WireTypes.I64, 3);
            out.writeI64(value.cents);
            out.plainField(WireTypes.BOOL, 4);
            out.writeBool(value.gift);
            out.endStruct();
        }

        @Override
        public Item read(ProtocolReader in) {
            String sku = "";
            int count = 0;
            long cents = 0;
            boolean gift = false;
            in.beginStruct();
            while (in.nextField()) {
                switch (in.fieldId()) {
                    case 1 -> {
                        in.expectField(WireTypes.STRING);
                        sku = in.readString();
                    }
                    case 2 -> {
                        in.expectField(WireTypes.I32);
                        count = in.readI32();
                    }
                    case 3 -> {
                        in.expectField(WireTypes.I64);
                        cents = in.readI64();
                    }
                    case 4 -> {
                        in.expectField(WireTypes.BOOL);
                        gift = in.readBool();
                    }
                    default -> in.skipField();
                }
            }
            in.endStruct();
            return new Item(sku, count, cents, gift);
        }
    }

    /** Where something goes. */
    record Address(String street, String city, String zip, double latitude, double longitude) {}

    /** In the shape of a generated serializer. */
    static final class AddressSerializer implements Serializer<Address> {
        @Override
        public void write(Address value, ProtocolWriter out) {
            out.beginStruct();
            out.plainField(WireTypes.STRING, 1);
            out.writeString(value.street);
            out.plainField(WireTypes.STRING, 2);
            out.writeString(value.city);
            out.plainField(WireTypes.STRING, 3);
            out.writeString(value.zip);
            out.plainField(WireTypes.DOUBLE, 4);
            out.writeDouble(value.latitude);
            out.plainField(WireTypes.DOUBLE, 5);
            out.writeDouble(value.longitude);
            out.endStruct();
        }

        @Override
        public Address read(ProtocolReader in) {
            String street = "";
            String city = "";
            String zip = "";
            double latitude = 0;
            double longitude = 0;
            in.beginStruct();
            while (in.nextField()) {
                switch (in.fieldId()) {
                    case 1 -> {
                        in.expectField(WireTypes.STRING);
                        street = in.readString();
                    }
                    case 2 -> {
                        in.expectField(WireTypes.STRING);
                        city = in.readString();
                    }
                    case 3 -> {
                        in.expectField(WireTypes.STRING);
                        zip = in.readString();
                    }
                    case 4 -> {
                        in.expectField(WireTypes.DOUBLE);
                        latitude = in.readDouble();
                    }
                    case 5 -> {
                        in.expectField(WireTypes.DOUBLE);
                        longitude = in.readDouble();
                    }
                    default -> in.skipField();
                }
            }
            in.endStruct();
            return new Address(street, city, zip, latitude, longitude);
        }
    }

    /** Twenty fields, with structs, lists and maps among them. */
    record Order(
            long id,
            String customer,
            String email,
            boolean paid,
            int version,
            long created,
            long changed,
            double total,
            State state,
            String currency,
            Address billing,
            Address shipping,
            List<Item> items,
            List<String> tags,
            List<Integer> quantities,
            Map<String, String> labels,
            Map<Integer, Long> prices,
            ByteBuffer signature,
            String note,
            int attempts) {}

    /** In the shape of a generated serializer. */
    static final class OrderSerializer implements Serializer<Order> {
        @Override
        public void write(Order value, ProtocolWriter out) {
            out.beginStruct();
            out.plainField(WireTypes.I64, 1);
            out.writeI64(value.id);
            out.plainField(WireTypes.STRING, 2);
            out.writeString(value.customer);
            out.plainField(WireTypes.STRING, 3);
            out.writeString(value.email);
            out.plainField(WireTypes.BOOL, 4);
            out.writeBool(value.paid);
            out.plainField(WireTypes.I32, 5);
            out.writeI32(value.version);
            out.plainField(WireTypes.I64, 6);
            out.writeI64(value.created);
            out.plainField(WireTypes.I64, 7);
            out.writeI64(value.changed);
            out.plainField(WireTypes.DOUBLE, 8);
            out.writeDouble(value.total);
            out.plainField(WireTypes.I32, 9);
            out.writeI32(value.state.ordinal());
            out.plainField(WireTypes.STRING, 10);
            out.writeString(value.currency);
            out.field(WireTypes.STRUCT, 11);
            ADDRESS.write(value.billing, out);
            out.field(WireTypes.STRUCT, 12);
            ADDRESS.write(value.shipping, out);
            out.plainField(WireTypes.LIST, 13);
            out.beginElements(WireTypes.LIST, WireTypes.STRUCT, value.items.size());
            for (Item each : value.items) {
                ITEM.write(each, out);
            }
            out.endElements();
            out.plainField(WireTypes.LIST, 14);
            out.beginElements(WireTypes.LIST, WireTypes.STRING, value.tags.size());
            for (String each : value.tags) {
                out.writeString(each);
            }
            out.endElements();
            out.plainField(WireTypes.LIST, 15);
            out.beginElements(WireTypes.LIST, WireTypes.I32, value.quantities.size());
            for (Integer each : value.quantities) {
                out.writeI32(each);
            }
            out.endElements();
            out.plainField(WireTypes.MAP, 16);
            out.beginEntries(WireTypes.STRING, WireTypes.STRING, value.labels.size());
            for (Map.Entry<String, String> each : value.labels.entrySet()) {
                out.writeString(each.getKey());
                out.writeString(each.getValue());
            }
            out.endEntries();
            out.plainField(WireTypes.MAP, 17);
            out.beginEntries(WireTypes.I32, WireTypes.I64, value.prices.size());
            for (Map.Entry<Integer, Long> each : value.prices.entrySet()) {
                out.writeI32(each.getKey());
                out.writeI64(each.getValue());
            }
            out.endEntries();
            out.plainField(WireTypes.STRING, 18);
            out.writeBinary(value.signature);
            out.plainField(WireTypes.STRING, 19);
            out.writeString(value.note);
            out.plainField(WireTypes.I32, 20);
            out.writeI32(value.attempts);
            out.endStruct();
        }

        @Override
        public Order read(ProtocolReader in) {
            long id = 0;
            String customer = "";
            String email = "";
            boolean paid = false;
            int version = 0;
            long created = 0;
            long changed = 0;
            double total = 0;
            State state = State.NEW;
            String currency = "";
            Address billing = NOWHERE;
            Address shipping = NOWHERE;
            List<Item> items = List.of();
            List<String> tags = List.of();
            List<Integer> quantities = List.of();
            Map<String, String> labels = Map.of();
            Map<Integer, Long> prices = Map.of();
            ByteBuffer signature = ByteBuffer.allocate(0);
            String note = "";
            int attempts = 0;
            in.beginStruct();
            while (in.nextField()) {
                switch (in.fieldId()) {
                    case 1 -> {
                        in.expectField(WireTypes.I64);
                        id = in.readI64();
                    }
                    case 2 -> {
                        in.expectField(WireTypes.STRING);
                        customer = in.readString();
                    }
                    case 3 -> {
                        in.expectField(WireTypes.STRING);
                        email = in.readString();
                    }
                    case 4 -> {
                        in.expectField(WireTypes.BOOL);
                        paid = in.readBool();
                    }
                    case 5 -> {
                        in.expectField(WireTypes.I32);
                        version = in.readI32();
                    }
                    case 6 -> {
                        in.expectField(WireTypes.I64);
                        created = in.readI64();
                    }
                    case 7 -> {
                        in.expectField(WireTypes.I64);
                        changed = in.readI64();
                    }
                    case 8 -> {
                        in.expectField(WireTypes.DOUBLE);
                        total = in.readDouble();
                    }
                    case 9 -> {
                        in.expectField(WireTypes.I32);
                        state = STATES[in.readI32()];
                    }
                    case 10 -> {
                        in.expectField(WireTypes.STRING);
                        currency = in.readString();
                    }
                    case 11 -> {
                        in.expectField(WireTypes.STRUCT);
                        billing = ADDRESS.read(in);
                    }
                    case 12 -> {
                        in.expectField(WireTypes.STRUCT);
                        shipping = ADDRESS.read(in);
                    }
                    case 13 -> {
                        in.expectField(WireTypes.LIST);
                        int count = in.beginElements(WireTypes.LIST, WireTypes.STRUCT);
                        items = new ArrayList<>(count);
                        for (int i = 0; i < count; i++) {
                            items.add(ITEM.read(in));
                        }
                        in.endElements();
                    }
                    case 14 -> {
                        in.expectField(WireTypes.LIST);
                        int count = in.beginElements(WireTypes.LIST, WireTypes.STRING);
                        tags = new ArrayList<>(count);
                        for (int i = 0; i < count; i++) {
                            tags.add(in.readString());
                        }
                        in.endElements();
                    }
                    case 15 -> {
                        in.expectField(WireTypes.LIST);
                        int count = in.beginElements(WireTypes.LIST, WireTypes.I32);
                        quantities = new ArrayList<>(count);
                        for (int i = 0; i < count; i++) {
                            quantities.add(in.readI32());
                        }
                        in.endElements();
                    }
                    case 16 -> {
                        in.expectField(WireTypes.MAP);
                        int count = in.beginEntries(WireTypes.STRING, WireTypes.STRING);
                        labels = new LinkedHashMap<>();
                        for (int i = 0; i < count; i++) {
                            labels.put(in.readString(), in.readString());
                        }
                        in.endEntries();
                    }
                    case 17 -> {
                        in.expectField(WireTypes.MAP);
                        int count = in.beginEntries(WireTypes.I32, WireTypes.I64);
                        prices = new LinkedHashMap<>();
                        for (int i = 0; i < count; i++) {
                            prices.put(in.readI32(), in.readI64());
                        }
                        in.endEntries();
                    }
                    case 18 -> {
                        in.expectField(WireTypes.STRING);
                        signature = in.readBinary();
                    }
                    case 19 -> {
                        in.expectField(WireTypes.STRING);
                        note = in.readString();
                    }
                    case 20 -> {
                        in.expectField(WireTypes.I32);
                        attempts = in.readI32();
                    }
                    default -> in.skipField();
                }
            }
            in.endStruct();
            return new Order(
                    id,
                    customer,
                    email,
                    paid,
                    version,
                    created,
                    changed,
                    total,
                    state,
                    currency,
                    billing,
                    shipping,
                    items,
                    tags,
                    quantities,
                    labels,
                    prices,
                    signature,
                    note,
                    attempts);
        }
    }
}
