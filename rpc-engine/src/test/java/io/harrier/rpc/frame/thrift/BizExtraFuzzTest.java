package io.harrier.rpc.frame.thrift;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.harrier.rpc.error.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Any text: a map or a ProtocolException; and every map comes back from its own text. */
final class BizExtraFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void read(byte[] utf8) {
        try {
            requireRoundTrip(BizExtra.read(new String(utf8, StandardCharsets.UTF_8)));
        } catch (ProtocolException refused) {
            // as it should be
        }
    }

    @FuzzTest(maxDuration = "10m")
    void write(FuzzedDataProvider data) {
        Map<String, String> extra = new LinkedHashMap<>();
        while (data.remainingBytes() > 0) {
            extra.put(data.consumeString(20), data.consumeString(20));
        }
        requireRoundTrip(extra);
    }

    private static void requireRoundTrip(Map<String, String> extra) {
        String json = BizExtra.write(extra);
        if (!BizExtra.read(json).equals(extra)) {
            throw new AssertionError(extra + " came back from " + json + " as something else");
        }
    }
}
