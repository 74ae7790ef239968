package io.harrier.rpc.rules;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A document without an error. Immutable.
 *
 * @param text as it came
 * @param rules the most specific first
 */
record RulesDocument(String text, List<Rule> rules) {
    static final RulesDocument NONE = new RulesDocument("", List.of());

    private static final int HASH_BYTES = 8;

    /** The first 16 hex digits of the text's SHA-256; empty if there is no text. */
    String hash() {
        if (text.isEmpty()) {
            return "";
        }
        byte[] whole = digest().digest(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(whole, 0, HASH_BYTES);
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("no SHA-256 (expected: in every JDK)", e);
        }
    }
}
