package io.harrier.rpc.schema.annotated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.annotation.Serializable;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.idl.ThriftIdl;
import org.junit.jupiter.api.Test;

/** Ids and names that an interface says itself. */
final class StatedIdsTest {
    record Old(@RpcField(-1) int one, @RpcField(value = 7, name = "other_one") int otherOne) {}

    @Serializable
    static final class Gone extends Exception {
        private static final long serialVersionUID = 1;
    }

    @Serializable
    static final class Taken extends Exception {
        private static final long serialVersionUID = 1;

        @RpcField(value = 1, name = "by_whom")
        private String byWhom;
    }

    interface Stated {
        @RpcMethod(
                name = "get_old",
                exceptionIds = {1, 9})
        Old getOld(int first, @RpcField(value = 500, name = "second_one") int second)
                throws Taken, Gone;
    }

    @Test
    void schema_ofStatedIdsAndNames_hasThem() {
        assertThat(ThriftIdl.of(Stated.class, "demo"))
                .isEqualTo(
                        """
                        namespace * demo

                        struct Old {
                            -1: i32 one
                            7: i32 other_one
                        }

                        exception Taken {
                            1: string by_whom
                        }

                        exception Gone {
                        }

                        service Stated {
                            Old get_old(1: i32 first, 500: i32 second_one) throws (1: Taken e1, 9: Gone e2)
                        }
                        """);
    }

    interface TwiceGiven {
        void call(int first, @RpcField(1) int second);
    }

    interface TwiceThrown {
        @RpcMethod(exceptionIds = {1, 1})
        void call() throws Taken, Gone;
    }

    interface OneOfTwo {
        @RpcMethod(exceptionIds = 1)
        void call() throws Taken, Gone;
    }

    interface Zero {
        void call(@RpcField(0) int first);
    }

    @Test
    void schema_ofIdsThatCannotBe_isRefused() {
        assertRefused(
                TwiceGiven.class, "TwiceGiven.call has field ids [1, 1] (expected: each once)");
        assertRefused(
                TwiceThrown.class, "TwiceThrown.call has field ids [1, 1] (expected: each once)");
        assertRefused(
                OneOfTwo.class,
                "OneOfTwo.call has exception ids [1] (expected: one that is not 0 for each of the 2"
                        + " exceptions with @Serializable)");
        assertRefused(Zero.class, "Zero.call.first has field id 0 (expected: 1..32767)");
    }

    private static void assertRefused(Class<?> service, String message) {
        assertThatThrownBy(() -> AnnotatedService.of(service))
                .isInstanceOf(SchemaException.class)
                .hasMessage(message);
    }
}
