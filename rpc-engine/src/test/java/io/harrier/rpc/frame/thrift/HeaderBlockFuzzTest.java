package io.harrier.rpc.frame.thrift;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.harrier.rpc.error.ProtocolException;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** Any bytes: what a header says when asked for one key is what it says when all are listed. */
final class HeaderBlockFuzzTest {
    @FuzzTest(maxDuration = "10m")
    void read(byte[] bytes) {
        HeaderBlock head;
        try {
            head = new HeaderBlock(bytes, 0);
        } catch (ProtocolException refused) {
            return;
        }
        Map<String, String> strings = new HashMap<>();
        head.forEachString(strings::put);
        Map<Integer, String> ints = new HashMap<>();
        head.forEachInt(ints::put);

        strings.forEach((key, value) -> requireSame(head.string(key), value));
        ints.forEach((key, value) -> requireSame(head.integer(key), value));
        requireSame(head.service(), strings.get(TTHeader.SERVICE));
        requireSame(head.realAddress(), strings.get(TTHeader.REAL_ADDRESS));
        requireSame(head.checksum(), strings.get(TTHeader.CHECKSUM));
        requireSame(head.caller(), ints.getOrDefault(TTHeader.FROM_SERVICE, ""));
        requireSame(head.timeoutMillis(), millis(ints.get(TTHeader.TIMEOUT_MILLIS)));
        requireSame(head.isHarrier(), strings.containsKey(TTHeader.HARRIER));
        requireSame(head.isPing(), "ping".equals(strings.get(TTHeader.HARRIER)));
        requireSame(head.isClosing(), "1".equals(strings.get(TTHeader.CLOSE)));
        requireSame(head.isBizStatus(), strings.containsKey(TTHeader.BIZ_STATUS));
        strings.forEach((key, value) -> requirePersistent(head, key, value));
    }

    private static void requirePersistent(HeaderBlock head, String key, String value) {
        if (key.startsWith(TTHeader.PERSISTENT)) {
            requireSame(head.persistentValue(key.substring(TTHeader.PERSISTENT.length())), value);
        }
    }

    /** Digits, 18 at most; else it says nothing. */
    private static long millis(String text) {
        return text != null && text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private static void requireSame(Object lazily, Object eagerly) {
        if (!Objects.equals(lazily, eagerly)) {
            throw new AssertionError("asked: " + lazily + ", listed: " + eagerly);
        }
    }
}
