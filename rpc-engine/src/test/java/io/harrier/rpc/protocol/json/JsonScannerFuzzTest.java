package io.harrier.rpc.protocol.json;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Any bytes: judged as the JDK and Jackson judge them, and copied with their meaning. */
final class JsonScannerFuzzTest {
    private static final int DEPTH = 64;

    @FuzzTest(maxDuration = "10m")
    void copy(byte[] text) {
        boolean isJson = JsonCopy.isJson(text);
        if (isShallow(text) && isJson != JsonOracle.isJson(text)) {
            throw new AssertionError(isJson ? "accepted" : "refused");
        }
        if (isJson && !JsonTrees.sameMeaning(text, JsonCopy.of(text))) {
            throw new AssertionError("copied as another value");
        }
    }

    /** Deeper ones are refused here and not by Jackson, which has other limits. */
    private static boolean isShallow(byte[] text) {
        int brackets = 0;
        for (byte b : text) {
            brackets += b == '[' || b == '{' ? 1 : 0;
        }
        return brackets <= DEPTH && text.length < 500;
    }
}
