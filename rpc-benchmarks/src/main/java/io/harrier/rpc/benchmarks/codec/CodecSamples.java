package io.harrier.rpc.benchmarks.codec;

import com.google.protobuf.ByteString;
import io.harrier.rpc.benchmarks.idl.proto.Address;
import io.harrier.rpc.benchmarks.idl.proto.Item;
import io.harrier.rpc.benchmarks.idl.proto.Order;
import io.harrier.rpc.benchmarks.idl.proto.Small;
import io.harrier.rpc.benchmarks.idl.proto.State;
import org.openjdk.jmh.infra.Blackhole;

/** The values that the codec benchmarks send, and a look at each of their fields. */
final class CodecSamples {
    private CodecSamples() {}

    static Order order() {
        Order.Builder order =
                Order.newBuilder()
                        .setId(8_123_456_789L)
                        .setCustomer("Ada Lovelace")
                        .setEmail("ada@example.com")
                        .setPaid(true)
                        .setVersion(7)
                        .setCreated(1_760_000_000_123L)
                        .setChanged(1_760_000_111_456L)
                        .setTotal(1234.56)
                        .setState(State.PAID)
                        .setCurrency("EUR")
                        .setBilling(address("12 St James's Square"))
                        .setShipping(address("5 Hanover Square, 3rd floor"))
                        .setSignature(ByteString.copyFrom(new byte[32]))
                        .setNote("leave it with the neighbour if nobody is at home")
                        .setAttempts(2);
        for (int i = 0; i < 5; i++) {
            order.addItems(item(i));
            order.addTags("tag-" + i);
            order.putLabels("label-" + i, "value " + i);
            order.putPrices(1000 + i, 99_900L + i);
        }
        for (int i = 0; i < 16; i++) {
            order.addQuantities(i * 37);
        }
        return order.build();
    }

    private static Address address(String street) {
        return Address.newBuilder()
                .setStreet(street)
                .setCity("London")
                .setZip("SW1Y 4JH")
                .setLatitude(51.507)
                .setLongitude(-0.135)
                .build();
    }

    private static Item item(int i) {
        return Item.newBuilder()
                .setSku("SKU-000" + i)
                .setCount(i + 1)
                .setCents(1999L * (i + 1))
                .setGift(i % 2 == 0)
                .build();
    }

    static void look(Object value, Blackhole seen) {
        if (value instanceof SmallMessage small) {
            seen.consume(small.action());
            seen.consume(small.msg());
        } else if (value instanceof Small small) {
            seen.consume(small.getAction());
            seen.consume(small.getMsg());
        } else if (value instanceof Order order) {
            look(order, seen);
        } else {
            look((OrderMessage.Order) value, seen);
        }
    }

    private static void look(OrderMessage.Order order, Blackhole seen) {
        seen.consume(order.id());
        seen.consume(order.customer());
        seen.consume(order.email());
        seen.consume(order.paid());
        seen.consume(order.version());
        seen.consume(order.created());
        seen.consume(order.changed());
        seen.consume(order.total());
        seen.consume(order.state());
        seen.consume(order.currency());
        look(order.billing(), seen);
        look(order.shipping(), seen);
        for (OrderMessage.Item item : order.items()) {
            seen.consume(item.sku());
            seen.consume(item.count());
            seen.consume(item.cents());
            seen.consume(item.gift());
        }
        order.tags().forEach(seen::consume);
        order.quantities().forEach(seen::consume);
        seen.consume(order.labels().get("label-3"));
        seen.consume(order.prices().get(1003));
        seen.consume(order.signature());
        seen.consume(order.note());
        seen.consume(order.attempts());
    }

    private static void look(OrderMessage.Address address, Blackhole seen) {
        seen.consume(address.street());
        seen.consume(address.city());
        seen.consume(address.zip());
        seen.consume(address.latitude());
        seen.consume(address.longitude());
    }

    private static void look(Order order, Blackhole seen) {
        seen.consume(order.getId());
        seen.consume(order.getCustomer());
        seen.consume(order.getEmail());
        seen.consume(order.getPaid());
        seen.consume(order.getVersion());
        seen.consume(order.getCreated());
        seen.consume(order.getChanged());
        seen.consume(order.getTotal());
        seen.consume(order.getState());
        seen.consume(order.getCurrency());
        look(order.getBilling(), seen);
        look(order.getShipping(), seen);
        for (Item item : order.getItemsList()) {
            seen.consume(item.getSku());
            seen.consume(item.getCount());
            seen.consume(item.getCents());
            seen.consume(item.getGift());
        }
        order.getTagsList().forEach(seen::consume);
        order.getQuantitiesList().forEach(seen::consume);
        seen.consume(order.getLabelsOrThrow("label-3"));
        seen.consume(order.getPricesOrThrow(1003));
        seen.consume(order.getSignature());
        seen.consume(order.getNote());
        seen.consume(order.getAttempts());
    }

    private static void look(Address address, Blackhole seen) {
        seen.consume(address.getStreet());
        seen.consume(address.getCity());
        seen.consume(address.getZip());
        seen.consume(address.getLatitude());
        seen.consume(address.getLongitude());
    }
}
