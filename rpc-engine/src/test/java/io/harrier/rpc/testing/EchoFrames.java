package io.harrier.rpc.testing;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Frames of Echo.thrift as hex, put together from bytes and nothing of ours. */
public final class EchoFrames {
    private EchoFrames() {}

    /** A strict call with a {@code Msg} as its one argument. */
    public static String call(String method, int sequence, String msg) {
        return message(1, method, sequence, "0c0001" + msg(msg) + "00");
    }

    /** A strict reply with a {@code Msg} as value. */
    public static String reply(String method, int sequence, String msg) {
        return message(2, method, sequence, "0c0000" + msg(msg) + "00");
    }

    public static String framed(String message) {
        return hex(message.length() / 2) + message;
    }

    /** A TTHeader of these info sections before a framed message. */
    public static String withHeader(int flags, int sequence, String sections, String message) {
        String header = "0000" + sections;
        header += "00".repeat(-(header.length() / 2) & 3);
        String body =
                "1000"
                        + hex(flags).substring(4)
                        + hex(sequence)
                        + hex(header.length() / 8).substring(4)
                        + header
                        + message;
        return hex(body.length() / 2) + body;
    }

    /** One info section of string pairs. */
    public static String strings(String... pairs) {
        StringBuilder section = new StringBuilder("01" + hex(pairs.length / 2).substring(4));
        for (String text : pairs) {
            section.append(hex(text.length()).substring(4)).append(ascii(text));
        }
        return section.toString();
    }

    /** One info section with one int key. */
    public static String integer(int key, String value) {
        return "100001" + hex(key).substring(4) + hex(value.length()).substring(4) + ascii(value);
    }

    public static String message(int type, String method, int sequence, String body) {
        return "8001"
                + hex(type).substring(4)
                + hex(method.length())
                + ascii(method)
                + hex(sequence)
                + body;
    }

    public static String hex(int value) {
        return HexFormat.of().toHexDigits(value);
    }

    public static String ascii(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String msg(String text) {
        return "0b0001" + hex(text.length()) + ascii(text) + "00";
    }
}
