package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.error.ProtocolException;
import java.nio.charset.StandardCharsets;

/**
 * The info sections of one TTHeader, as bytes of their own, and the way through them, on which each
 * length is checked. An entry is told by where its length stands.
 *
 * <pre>
 *   0x00  padding, one byte
 *   0x01  u16 n, n x (u16 length, key, u16 length, value)
 *   0x10  u16 n, n x (u16 key, u16 length, value)
 *   0x11  u16 length, ACL token
 * </pre>
 *
 * Source: docs/wire/ttheader.md.
 */
abstract class HeaderSections extends TracedHead {
    private final byte[] bytes;
    private final int start;

    /**
     * @param start where the sections begin
     */
    HeaderSections(byte[] bytes, int start) {
        this.bytes = bytes;
        this.start = start;
    }

    /**
     * Passes protocol id and transforms. The id is only looked at, never believed: the payload has
     * a magic of its own.
     */
    static int sectionsAt(byte[] header) {
        if (header[0] < 0 || header[0] > TTHeader.MAX_PROTOCOL_ID) {
            throw new ProtocolException(
                    "TTHeader protocol id: "
                            + header[0]
                            + " (expected: 0.."
                            + TTHeader.MAX_PROTOCOL_ID
                            + ')');
        }
        int at = 2 + (header[1] & 0xFF);
        if (at > header.length) {
            throw new ProtocolException(
                    "TTHeader transforms: "
                            + (header[1] & 0xFF)
                            + " (expected: fewer than header bytes)");
        }
        return at;
    }

    final byte[] bytes() {
        return bytes;
    }

    interface Entry {
        void at(int key, int value);
    }

    /** Each walk passes it. */
    abstract void noteAclToken(int at);

    /**
     * Passes all entries.
     *
     * @throws ProtocolException if a length leads out of the header or a section is unknown
     */
    final void walk(Entry strings, Entry ints) {
        int at = start;
        while (at < bytes.length) {
            byte section = bytes[at++];
            switch (section) {
                case TTHeader.SECTION_PADDING -> {}
                case TTHeader.SECTION_STRINGS -> at = strings(at, strings);
                case TTHeader.SECTION_INTS -> at = ints(at, ints);
                case TTHeader.SECTION_ACL_TOKEN -> {
                    noteAclToken(at);
                    at = behind(at);
                }
                default ->
                        throw new ProtocolException(
                                "TTHeader info section: "
                                        + section
                                        + " (expected: one of 0x00, 0x01, 0x10, 0x11)");
            }
        }
    }

    private int strings(int at, Entry entry) {
        int count = u16(at);
        at += 2;
        for (int i = 0; i < count; i++) {
            int value = behind(at);
            int next = behind(value);
            entry.at(at, value);
            at = next;
        }
        return at;
    }

    private int ints(int at, Entry entry) {
        int count = u16(at);
        at += 2;
        for (int i = 0; i < count; i++) {
            int key = u16(at);
            int next = behind(at + 2);
            entry.at(key, at + 2);
            at = next;
        }
        return at;
    }

    final boolean isAt(int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + 2 + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    final String text(int at) {
        return new String(bytes, at + 2, u16(at), StandardCharsets.UTF_8);
    }

    private int behind(int at) {
        int next = at + 2 + u16(at);
        if (next > bytes.length) {
            throw outside(next);
        }
        return next;
    }

    final int u16(int at) {
        if (at + 2 > bytes.length) {
            throw outside(at + 2);
        }
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    private ProtocolException outside(int end) {
        return new ProtocolException(
                "TTHeader: a length leads to byte "
                        + end
                        + " (expected: at most "
                        + bytes.length
                        + ')');
    }
}
