package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.annotation.RpcField;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Structs of AllTypes.thrift, written by hand in Java: records, a class, an enum. */
interface Mirror {
    Scalars scalars(Scalars value);

    Nested nested(Nested value);

    Tree tree(Tree value);

    Choice choice(Choice value);

    Mixed mixed(Mixed value);

    enum Color {
        @RpcField(0)
        RED,
        @RpcField(1)
        GREEN,
        @RpcField(4)
        BLUE,
        @RpcField(-1)
        BELOW,
        @RpcField(2147483647)
        FAR
    }

    record Scalars(
            Boolean truth,
            Byte octet,
            Short small,
            Integer medium,
            Long large,
            Double real,
            String text,
            ByteBuffer blob,
            Color color,
            Optional<Long> user) {}

    record Nested(
            List<List<Integer>> matrix,
            Map<String, List<Map<Integer, String>>> maps,
            Set<Long> numbers,
            Map<Integer, Scalars> structs,
            List<Color> colors,
            List<ByteBuffer> blobs,
            Map<Color, Set<String>> words,
            Map<String, List<Integer>> table,
            List<List<Map<String, Double>>> deep,
            List<Boolean> truths) {}

    /** A class whose fields are set; they stand out of order. */
    final class Tree {
        @RpcField(3)
        private Map<String, Tree> named;

        @RpcField(1)
        private Integer value;

        @RpcField(2)
        private List<Tree> children;

        private transient int visits;
    }

    /** Ids by annotation, in another order than that of the components. */
    record Choice(
            @RpcField(8) Choice inner,
            @RpcField(1) Boolean truth,
            @RpcField(2) Long number,
            @RpcField(3) String text,
            @RpcField(4) byte[] blob,
            @RpcField(5) Scalars scalars,
            @RpcField(6) List<Integer> row,
            @RpcField(7) Color color) {}

    record Mixed(
            Integer number,
            String text,
            List<Long> longs,
            Scalars scalars,
            Optional<Choice> choice) {}
}
