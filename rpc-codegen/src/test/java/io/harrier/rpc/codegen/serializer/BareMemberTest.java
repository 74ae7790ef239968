package io.harrier.rpc.codegen.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.codegen.Compilation;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that stand for one value: as members of unions alone. */
final class BareMemberTest {
    private static final String HEAD =
            """
            package demo;
            import io.harrier.rpc.annotation.*;
            @Serializable
            """;

    @TempDir Path directory;

    private Compilation compiled(String name, String text) {
        return new Compilation(directory).source("demo/" + name, HEAD + text);
    }

    @Test
    void bareMembers_ofEveryKind_getASerializer() {
        Compilation compilation =
                compiled(
                        "Choice",
                        """
                        public sealed interface Choice {
                            enum Color { @RpcField(1) RED }
                            @RpcField(-1) record Number(@RpcValue int value) implements Choice {}
                            @RpcField(2) record Text(@RpcValue String value) implements Choice {}
                            @RpcField(3) record Inner(@RpcValue Choice value) implements Choice {}
                            @RpcField(4) record Colored(@RpcValue Color value) implements Choice {}
                            @RpcField(value = 5, name = "all_of_them")
                            record All(@RpcValue java.util.List<Choice> value) implements Choice {}
                            @Serializable @RpcField(6) record Struct(int one, int two) implements Choice {}
                        }
                        """);
        assertThat(compilation.run()).as(compilation.text()).isTrue();
        assertThat(compilation.hasWritten("demo/Choice$$GeneratedSerializer")).isTrue();
    }

    @Test
    void bareMember_ofTwoComponents_isRefused() {
        Compilation compilation =
                compiled(
                        "Choice",
                        """
                        public sealed interface Choice {
                            @RpcField(1) record Two(@RpcValue int one, int two) implements Choice {}
                        }
                        """);
        assertThat(compilation.run()).isFalse();
        assertThat(compilation.text())
                .contains(
                        "demo.Choice$Two has @RpcValue on one of 2 components (expected: on the"
                                + " only one)");
    }

    @Test
    void bareValue_inAStruct_isRefused() {
        Compilation compilation =
                compiled("Id", "public record Id(@RpcValue @RpcField(1) long value) {}");
        assertThat(compilation.run()).isFalse();
        assertThat(compilation.text())
                .contains("demo.Id has @RpcValue where it is a struct (expected: only where");
    }
}
