package io.harrier.rpc.protocol;

import io.harrier.rpc.error.ProtocolException;
import io.netty.buffer.ByteBufUtil;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Text as bytes. */
public final class Utf8 {
    private Utf8() {}

    /**
     * The text of the first bytes of an array.
     *
     * @throws ProtocolException if they are not UTF-8
     */
    public static String decode(byte[] bytes, int length) {
        return decode(bytes, 0, length);
    }

    /**
     * @throws ProtocolException if they are not UTF-8
     */
    public static String decode(byte[] bytes, int from, int length) {
        String value = new String(bytes, from, length, StandardCharsets.UTF_8);
        if (value.indexOf('\uFFFD') >= 0) {
            requireUtf8(bytes, from, length);
        }
        return value;
    }

    /** How many bytes a text takes; a lone surrogate counts as the question mark it becomes. */
    public static int length(String value) {
        int bytes = value.length();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c >= 0x80) {
                bytes += more(value, i, c);
            }
        }
        return bytes;
    }

    /** Bytes that this character takes beyond its first; each half of a pair takes two. */
    private static int more(String value, int at, char c) {
        if (c < 0x800) {
            return 1;
        }
        if (!Character.isSurrogate(c)) {
            return 2;
        }
        return isHalfOfPair(value, at, c) ? 1 : 0;
    }

    private static boolean isHalfOfPair(String value, int at, char c) {
        return Character.isHighSurrogate(c)
                ? at + 1 < value.length() && Character.isLowSurrogate(value.charAt(at + 1))
                : at > 0 && Character.isHighSurrogate(value.charAt(at - 1));
    }

    /** Whether these bytes are UTF-8: nothing overlong, no surrogates, nothing cut. */
    public static boolean isValid(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to) {
            at = bytes[at] >= 0 ? at + 1 : sequenceEnd(bytes, at, to);
            if (at < 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The index behind the sequence of two to four bytes that begins here; -1 if there is none
     * before {@code to}.
     */
    public static int sequenceEnd(byte[] bytes, int at, int to) {
        int lead = bytes[at] & 0xFF;
        if (lead < 0xC2 || lead > 0xF4) {
            return -1;
        }
        int length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        if (to - at < length || !isSecond(lead, bytes[at + 1] & 0xFF)) {
            return -1;
        }
        for (int i = 2; i < length; i++) {
            if ((bytes[at + i] & 0xC0) != 0x80) {
                return -1;
            }
        }
        return at + length;
    }

    /** Some leads leave their second byte less room than a continuation has. */
    private static boolean isSecond(int lead, int second) {
        int least = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
        return second >= least && second <= most;
    }

    private static void requireUtf8(byte[] bytes, int from, int length) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, from, length));
        } catch (CharacterCodingException e) {
            throw new ProtocolException(
                    "string: bytes "
                            + ByteBufUtil.hexDump(bytes, from, Math.min(length, 16))
                            + "... (expected: UTF-8)");
        }
    }
}
