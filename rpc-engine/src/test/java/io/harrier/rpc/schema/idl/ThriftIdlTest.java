package io.harrier.rpc.schema.idl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.annotation.Serializable;
import io.harrier.rpc.schema.SchemaException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class ThriftIdlTest {
    enum Color {
        @RpcField(1)
        RED,
        @RpcField(4)
        BLUE
    }

    record Page<T>(List<T> items, int total) {}

    record Part(
            boolean truth,
            byte octet,
            short small,
            Integer boxed,
            long large,
            double real,
            String text,
            byte[] blob,
            Color color) {}

    record Tree(Optional<String> name, List<Tree> children, Set<Long> numbers, Egg egg) {}

    record Egg(Tree tree, int end) {}

    @Serializable
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        @RpcField(1)
        private String reason;
    }

    interface Shop {
        Page<Part> parts(String from) throws Refused;

        Page<Tree> trees(Map<Color, List<Part>> parts, Tree tree);

        CompletionStage<Void> later();

        @RpcMethod(oneway = true)
        void tell(int number);
    }

    @Test
    void of_aService_printsAllItNeeds() {
        assertThat(ThriftIdl.of(Shop.class, "demo.shop"))
                .isEqualTo(
                        """
                        namespace * demo.shop

                        enum Color {
                            RED = 1
                            BLUE = 4
                        }

                        struct Part {
                            1: bool truth
                            2: i8 octet
                            3: i16 small
                            4: optional i32 boxed
                            5: i64 large
                            6: double real
                            7: string text
                            8: binary blob
                            9: Color color
                        }

                        struct PagePart {
                            1: list<Part> items
                            2: i32 total
                        }

                        exception Refused {
                            1: string reason
                        }

                        struct Egg {
                            1: optional Tree tree
                            2: i32 end_
                        }

                        struct Tree {
                            1: optional string name
                            2: list<Tree> children
                            3: set<i64> numbers
                            4: optional Egg egg
                        }

                        struct PageTree {
                            1: list<Tree> items
                            2: i32 total
                        }

                        service Shop {
                            void later()
                            PagePart parts(1: string from_) throws (1: Refused e1)
                            oneway void tell(1: i32 number)
                            PageTree trees(1: map<Color, list<Part>> parts, 2: Tree tree)
                        }
                        """);
    }

    interface Reserved {
        void delete();

        void yield();
    }

    @Test
    void of_aReservedMethodName_isRefused() {
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> ThriftIdl.of(Reserved.class, "demo"))
                .withMessage(
                        "yield is a word that Thrift keeps for itself (expected: another name)");
    }

    record Same(int one, Other.Same other) {}

    static final class Other {
        record Same(int two) {}

        private Other() {}
    }

    interface Twins {
        void call(Same value);
    }

    @Test
    void of_typesOfTheSameName_givesEachItsOwn() {
        assertThat(ThriftIdl.of(Twins.class, "demo"))
                .contains("struct Same2 {\n    1: i32 one\n    2: optional Same other\n}");
    }
}
