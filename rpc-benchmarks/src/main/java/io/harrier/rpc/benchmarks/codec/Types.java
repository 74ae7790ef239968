package io.harrier.rpc.benchmarks.codec;

import io.harrier.rpc.annotation.Serializable;
import java.util.List;
import java.util.Map;

/** The structs of codec.thrift as records, and the ten fields of the article. */
final class Types {
    private Types() {}

    @Serializable
    record Payload(String action, String msg) {}

    @Serializable
    record Item(long id, String name, int count, double price) {}

    @Serializable
    record Order(
            long id,
            String customer,
            int status,
            boolean paid,
            double total,
            long createdAt,
            long updatedAt,
            String currency,
            String note,
            short priority,
            byte channel,
            List<Item> items,
            List<String> tags,
            List<Long> related,
            Map<String, String> attributes,
            Map<Integer, Double> discounts,
            Item gift,
            String address,
            Map<String, Item> named,
            List<Integer> codes) {}

    @Serializable
    record Ten(
            long id,
            String name,
            int age,
            boolean active,
            double score,
            String mail,
            long created,
            int level,
            String city,
            short rank) {}
}
