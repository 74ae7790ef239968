package io.harrier.rpc.frame.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ProtocolException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class BizExtraTest {
    @Test
    void write_entries_areInTheirOrder() {
        Map<String, String> extra = new LinkedHashMap<>();
        extra.put("z", "1");
        extra.put("a", "");

        assertThat(BizExtra.write(extra)).isEqualTo("{\"z\":\"1\",\"a\":\"\"}");
        assertThat(BizExtra.write(Map.of())).isEqualTo("{}");
    }

    @Test
    void write_charactersOfJson_areEscaped() {
        assertThat(BizExtra.write(Map.of("\"\\", "\n\0/\u007f漢🚀")))
                .isEqualTo("{\"\\\"\\\\\":\"\\u000a\\u0000/\u007f漢🚀\"}");
    }

    @Test
    void read_whatKitexSends_givesTheEntry() {
        assertThat(BizExtra.read("{\"k\":\"v\"}")).containsExactly(Map.entry("k", "v"));
    }

    @Test
    void read_spacesBetween_areNothing() {
        assertThat(BizExtra.read(" {\t\"a\" :\r\n\"1\" , \"b\": \"2\"}\n"))
                .containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
        assertThat(BizExtra.read(" { } ")).isEmpty();
    }

    @Test
    void read_everyEscape_isItsCharacter() {
        assertThat(BizExtra.read("{\"\":\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00e9\\uD83D\\ude80\"}"))
                .containsExactly(Map.entry("", "\"\\/\b\f\n\r\té🚀"));
    }

    @Test
    void read_sameKeyTwice_lastWins() {
        assertThat(BizExtra.read("{\"a\":\"1\",\"a\":\"2\"}")).containsExactly(Map.entry("a", "2"));
    }

    @Test
    void read_whatWasWritten_givesTheSame() {
        Map<String, String> extra = Map.of("", "", "\"", "\\", "\u0001", "\ud83d", "漢", "{}[]:,");

        assertThat(BizExtra.read(BizExtra.write(extra))).isEqualTo(extra);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "}",
                "[]",
                "null",
                "\"a\"",
                "{\"a\"}",
                "{\"a\":}",
                "{\"a\":1}",
                "{\"a\":null}",
                "{\"a\":{}}",
                "{\"a\":[\"b\"]}",
                "{\"a\":\"b\"",
                "{\"a\":\"b\",}",
                "{,}",
                "{\"a\":\"b\"}}",
                "{\"a\":\"b\"} x",
                "{\"a\":\"b\" \"c\":\"d\"}",
                "{a:\"b\"}",
                "{'a':'b'}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\",
                "{\"a\":\"\\u12\"}",
                "{\"a\":\"\\u12",
                "{\"a\":\"\\u12g4\"}",
                "{\"a\":\"b",
                "{\"a\":\"b\"}\0"
            })
    void read_anythingElse_isRefused(String json) {
        assertThatThrownBy(() -> BizExtra.read(json))
                .isInstanceOf(ProtocolException.class)
                .hasMessageMatching("biz-extra at character \\d+ of \\d+ \\(expected: .*");
    }

    /** Deep nesting is no nesting here: it ends at the second brace. */
    @Test
    void read_deeplyNested_isRefused() {
        assertThatThrownBy(() -> BizExtra.read("{\"a\":".repeat(10_000)))
                .isInstanceOf(ProtocolException.class);
    }
}
