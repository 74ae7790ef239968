package io.harrier.rpc.schema.idl;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class ThriftIdlRoundTripTest {
    @Test
    void parse_ofWhatIsPrinted_givesTheSameService() {
        for (int seed = 0; seed < 2_000; seed++) {
            ServiceSchema service = new RandomService(new Random(seed)).service();
            String printed = ThriftIdl.of(service, "demo.random");
            IdlDocument read = ThriftIdlParser.parse("printed.thrift", printed);

            assertThat(SchemaLines.of(read.service("Service")))
                    .as("seed %d:%n%s", seed, printed)
                    .isEqualTo(SchemaLines.of(service));
            assertThat(read.namespace("java")).isEqualTo("demo.random");
        }
    }

    @Test
    void of_aUnionWithNotesAndDefaults_printsThem() {
        EnumSchema color =
                new EnumSchema(
                        "Color",
                        Map.of("RED", 1),
                        new Notes("Colors.", Map.of()),
                        Map.of("RED", new Notes("Like blood.", Map.of("hex", "f00"))));
        List<FieldSchema> fields =
                List.of(
                        new FieldSchema(
                                1,
                                "color",
                                TypeSchema.enumeration(color),
                                Requiredness.OPTIONAL,
                                1,
                                new Notes("One.\n* Two.", Map.of("a", "b\"c"))));
        StructSchema either =
                new StructSchema(
                        "Either", StructSchema.Kind.UNION, new Notes("", Map.of("u", "1")), () -> fields);
        List<FieldSchema> arguments =
                List.of(
                        new FieldSchema(
                                3, "either", TypeSchema.struct(either), Requiredness.REQUIRED));
        ServiceSchema service =
                new ServiceSchema(
                        "S",
                        List.of(
                                new MethodSchema(
                                        "call", new StructSchema("call_args", () -> arguments), null)));

        assertThat(ThriftIdl.of(service, "demo"))
                .isEqualTo(
                        """
                        namespace * demo

                        /** Colors. */
                        enum Color {
                            /** Like blood. */
                            RED = 1 (hex = "f00")
                        }

                        union Either {
                            /**
                             * One.
                             * * Two.
                             */
                            1: Color color = Color.RED (a = "b\\"c")
                        } (u = "1")

                        service S {
                            oneway void call(3: required Either either)
                        }
                        """);
    }

    @Test
    void of_aDefaultThatTheLanguageCannotSay_leavesItAway() {
        List<FieldSchema> fields =
                List.of(
                        field(1, TypeSchema.Kind.BINARY, ByteBuffer.wrap(new byte[] {-1})),
                        field(2, TypeSchema.Kind.DOUBLE, Double.NaN));
        ServiceSchema service =
                new ServiceSchema(
                        "S",
                        List.of(
                                new MethodSchema(
                                        "call", new StructSchema("call_args", () -> fields), null)));

        assertThat(ThriftIdl.of(service, "demo"))
                .contains("oneway void call(1: binary field1, 2: double field2)\n");
    }

    private static FieldSchema field(int id, TypeSchema.Kind kind, Object value) {
        return new FieldSchema(
                id, "field" + id, TypeSchema.of(kind), Requiredness.DEFAULT, value, Notes.NONE);
    }
}
