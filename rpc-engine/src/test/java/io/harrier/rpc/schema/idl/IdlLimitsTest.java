package io.harrier.rpc.schema.idl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Texts that are short, or not, and would need more than their due. */
final class IdlLimitsTest {
    @Test
    void parse_ofALongText_isRefused() {
        refused(" ".repeat(IdlLimits.FILE_CHARS + 1), "too much IDL: 16777217 chars");
    }

    @Test
    void parse_ofALongLine_showsAPartOfIt() {
        String text = "struct A {} ".repeat(1) + " ".repeat(1_000_000) + "?" + "x".repeat(1_000_000);

        assertThatExceptionOfType(IdlException.class)
                .isThrownBy(() -> ThriftIdlParser.parse("a", text))
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(500));
    }

    @Test
    void parse_ofALongName_isNotComparedWithEveryOther() {
        String name = "x".repeat(5_000_000);

        refused("struct " + name + " {} struct A { 1: " + name + "y a }", "unknown type: xxx");
    }

    @Test
    void parse_ofNestedValues_isRefused() {
        refused("const list<i32> A = " + "[".repeat(100_000), "nested too deep");
        refused("const map<i32, i32> A = " + "{1:".repeat(100_000), "nested too deep");
        refused("struct A { 1: " + "map<i32,".repeat(100_000), "nested too deep");
        refused("struct A { " + "1: i32 a xsd_attrs {".repeat(100_000), "nested too deep");
    }

    @Test
    void parse_ofTypedefsThatDouble_isRefused() {
        StringBuilder text = new StringBuilder("typedef i32 T0\n");
        for (int i = 1; i < 60; i++) {
            text.append("typedef map<T%d, T%d> T%d%n".formatted(i - 1, i - 1, i));
        }
        refused(text.toString(), "a type too big (expected: at most 256 parts");
    }

    @Test
    void parse_ofTypedefsBackwards_isRefused() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("typedef T%d T%d%n".formatted(i + 1, i));
        }
        refused(text + "typedef i32 T100000", "typedefs too deep");
    }

    @Test
    void parse_ofTypedefsForwards_isTaken() {
        StringBuilder text = new StringBuilder("typedef i32 T0\n");
        for (int i = 1; i < 10_000; i++) {
            text.append("typedef T%d T%d%n".formatted(i - 1, i));
        }
        assertThat(ThriftIdlParser.parse("a", text.toString()).typedefs()).hasSize(10_000);
    }

    @Test
    void parse_ofConstantsThatDouble_isRefused() {
        StringBuilder text = new StringBuilder("typedef i32 T0 const T0 C0 = 1\n");
        for (int i = 1; i < 40; i++) {
            text.append("typedef list<T%d> T%d%n".formatted(i - 1, i));
            text.append("const T%d C%d = [C%d, C%d]%n".formatted(i, i, i - 1, i - 1));
        }
        refused(text.toString(), "too many values (expected: at most 1000000 in all)");
    }

    @Test
    void parse_ofConstantsBackwards_isRefused() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 100_000; i++) {
            text.append("const i32 C%d = C%d%n".formatted(i, i + 1));
        }
        refused(text + "const i32 C100000 = 1", "constants too deep");
    }

    @Test
    void parse_ofServicesThatInheritMuch_isRefused() {
        StringBuilder text = new StringBuilder("service S {");
        for (int i = 0; i < 2_000; i++) {
            text.append("void m%d()%n".formatted(i));
        }
        text.append("}");
        for (int i = 0; i < 2_000; i++) {
            text.append("service S%d extends S {}%n".formatted(i));
        }
        refused(text.toString(), "too many inherited methods");
    }

    @Test
    void parse_ofIncludesInARow_isRefused() {
        Map<String, String> includes = new HashMap<>();
        for (int i = 0; i < 100; i++) {
            includes.put("i" + i + ".thrift", "include \"i" + (i + 1) + ".thrift\"");
        }
        assertThatExceptionOfType(IdlException.class)
                .isThrownBy(() -> ThriftIdlParser.parse("a", "include \"i0.thrift\"", includes))
                .withMessageContaining("includes too deep (expected: at most 64)");
    }

    @Test
    void parse_ofManyIncludes_isRefused() {
        Map<String, String> includes = new HashMap<>();
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_001; i++) {
            includes.put("i" + i, "");
            text.append("include \"i" + i + "\"\n");
        }
        assertThatExceptionOfType(IdlException.class)
                .isThrownBy(() -> ThriftIdlParser.parse("a", text.toString(), includes))
                .withMessageContaining("1000 files in all");
    }

    private static void refused(String text, String message) {
        assertThatExceptionOfType(IdlException.class)
                .isThrownBy(() -> ThriftIdlParser.parse("a", text))
                .withMessageContaining(message);
    }
}
