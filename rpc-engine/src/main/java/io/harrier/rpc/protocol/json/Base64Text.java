package io.harrier.rpc.protocol.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Base64 with its standard alphabet, padded. Source: RFC 4648 §4. */
public final class Base64Text {
    private static final byte[] LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                    .getBytes(StandardCharsets.ISO_8859_1);
    private static final byte[] BITS = new byte[256];

    static {
        Arrays.fill(BITS, (byte) -1);
        for (int i = 0; i < LETTERS.length; i++) {
            BITS[LETTERS[i]] = (byte) i;
        }
    }

    private Base64Text() {}

    /** The letters that so many bytes become. */
    static int length(int bytes) {
        return (bytes + 2) / 3 * 4;
    }

    /** Writes the letters of bytes that may stand behind {@code to} in the same array. */
    static void encode(byte[] in, int from, int length, byte[] out, int to) {
        int at = from;
        int put = to;
        for (int left = length; left > 0; left -= 3) {
            int b0 = in[at++] & 0xFF;
            int b1 = left > 1 ? in[at++] & 0xFF : 0;
            int b2 = left > 2 ? in[at++] & 0xFF : 0;
            out[put++] = LETTERS[b0 >> 2];
            out[put++] = LETTERS[(b0 & 3) << 4 | b1 >> 4];
            out[put++] = left > 1 ? LETTERS[(b1 & 15) << 2 | b2 >> 6] : (byte) '=';
            out[put++] = left > 2 ? LETTERS[b2 & 63] : (byte) '=';
        }
    }

    /**
     * Reads letters into {@code out}, which has room for three bytes for each four of them.
     *
     * @return how many bytes they were; -1 if they are no such text
     */
    public static int decode(byte[] in, int from, int length, byte[] out) {
        if ((length & 3) != 0) {
            return -1;
        }
        int padding = padding(in, from, length);
        int put = 0;
        int wrong = 0;
        for (int at = from; at < from + length; at += 4) {
            boolean last = at == from + length - 4;
            int b0 = BITS[in[at] & 0xFF];
            int b1 = BITS[in[at + 1] & 0xFF];
            int b2 = last && padding > 1 ? 0 : BITS[in[at + 2] & 0xFF];
            int b3 = last && padding > 0 ? 0 : BITS[in[at + 3] & 0xFF];
            wrong |= b0 | b1 | b2 | b3;
            out[put++] = (byte) (b0 << 2 | b1 >> 4);
            out[put++] = (byte) (b1 << 4 | b2 >> 2);
            out[put++] = (byte) (b2 << 6 | b3);
        }
        return wrong < 0 || hasRest(out, put, padding) ? -1 : put - padding;
    }

    private static int padding(byte[] in, int from, int length) {
        int last = from + length - 1;
        if (length == 0 || in[last] != '=') {
            return 0;
        }
        return in[last - 1] == '=' ? 2 : 1;
    }

    /** Bits of the last letter that belong to no byte are zeros. */
    private static boolean hasRest(byte[] out, int put, int padding) {
        return padding > 0 && out[put - padding] != 0;
    }
}
