package io.harrier.rpc.rules;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.harrier.rpc.protocol.json.JsonScanner;
import io.harrier.rpc.rules.RulesParser.Parsed;
import java.nio.charset.StandardCharsets;

/** Any text: a document, or problems; what is accepted is JSON, and says the same again. */
final class RulesParserFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void parse(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Parsed parsed = RulesParser.parse(text);
        if ((parsed.document() == null) == parsed.problems().isEmpty()) {
            throw new AssertionError("neither accepted nor refused, or both");
        }
        if (parsed.problems().size() > 20) {
            throw new AssertionError(parsed.problems().size() + " problems");
        }
        if (parsed.document() != null) {
            requireJson(text);
            if (!parsed.document().equals(RulesParser.parse(text).document())) {
                throw new AssertionError("read as something else the second time");
            }
            new Rules().push(text, "fuzzer");
        }
    }

    private static void requireJson(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        try (JsonScanner in = JsonScanner.of(bytes, 0, bytes.length, 4)) {
            in.skipValue();
            in.finish();
        }
    }
}
