package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.buffer.Names;
import io.harrier.rpc.error.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The info sections of one TTHeader, as bytes of their own. Made with one pass that checks every
 * length and notes where the keys stand that the engine asks for; text is made when somebody asks.
 *
 * <pre>
 *   0x00  padding, one byte
 *   0x01  u16 n, n x (u16 length, key, u16 length, value)
 *   0x10  u16 n, n x (u16 key, u16 length, value)
 *   0x11  u16 length, ACL token
 * </pre>
 *
 * Source: docs/wire/ttheader.md. Immutable, for any thread.
 */
public final class HeaderBlock extends TracedHead {
    private static final int NOWHERE = -1;

    private final byte[] bytes;
    private final int start;

    private int callerAt = NOWHERE;
    private int serviceAt = NOWHERE;
    private int harrierAt = NOWHERE;
    private int checksumAt = NOWHERE;
    private int closeAt = NOWHERE;
    private int aclTokenAt = NOWHERE;
    private int realAddressAt = NOWHERE;
    private int genericAt = NOWHERE;
    private int codecAt = NOWHERE;
    private long timeoutMillis;
    private boolean bizStatus;
    private boolean metadata;

    /** Read when asked for; racing threads make equal ones. */
    private @Nullable String service;

    private @Nullable String caller;

    /**
     * @param bytes the variable part of the header; the block keeps it
     * @param start where its sections begin, behind the transforms
     * @throws ProtocolException if a length leads out of the header or a section is unknown
     */
    public HeaderBlock(byte[] bytes, int start) {
        this.bytes = bytes;
        this.start = start;
        walk(this::noteString, this::noteInt);
    }

    /**
     * @param bytes the variable part of the header, from the protocol id on; the block keeps it
     * @throws ProtocolException if it is none
     */
    static HeaderBlock of(byte[] bytes) {
        return new HeaderBlock(bytes, sectionsAt(bytes));
    }

    /**
     * Passes protocol id and transforms. The id is only looked at, never believed: the payload has
     * a magic of its own.
     */
    private static int sectionsAt(byte[] header) {
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

    @Override
    public @Nullable String service() {
        String known = service;
        if (known == null && serviceAt != NOWHERE) {
            known = Names.read(bytes, serviceAt + 2, u16(serviceAt));
            service = known;
        }
        return known;
    }

    @Override
    public String caller() {
        String known = caller;
        if (known == null) {
            known = callerAt == NOWHERE ? "" : Names.read(bytes, callerAt + 2, u16(callerAt));
            caller = known;
        }
        return known;
    }

    @Override
    public @Nullable String realAddress() {
        return realAddressAt == NOWHERE ? null : text(realAddressAt);
    }

    @Override
    public long timeoutMillis() {
        return timeoutMillis;
    }

    private long millis(int at) {
        if (u16(at) > 18) {
            return 0;
        }
        long millis = 0;
        for (int i = at + 2, end = i + u16(at); i < end; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return 0;
            }
            millis = millis * 10 + bytes[i] - '0';
        }
        return millis;
    }

    @Override
    public boolean isHarrier() {
        return harrierAt != NOWHERE;
    }

    @Override
    public boolean isPing() {
        return harrierAt != NOWHERE && text(harrierAt).equals("ping");
    }

    @Override
    public boolean isClosing() {
        return closeAt != NOWHERE && text(closeAt).equals("1");
    }

    @Override
    public boolean isBizStatus() {
        return bizStatus;
    }

    /**
     * Whether other calls of the same method may well have the same header, and nobody's secrets.
     */
    boolean isCommon() {
        return !hasTrace() && !hasMetadata() && checksumAt == NOWHERE;
    }

    @Nullable String checksum() {
        return checksumAt == NOWHERE ? null : text(checksumAt);
    }

    @Override
    public @Nullable String generic() {
        return genericAt == NOWHERE ? null : text(genericAt);
    }

    @Override
    public @Nullable String codec() {
        return codecAt == NOWHERE ? null : text(codecAt);
    }

    @Override
    public boolean hasMetadata() {
        return metadata || aclTokenAt != NOWHERE;
    }

    @Override
    public @Nullable String string(String key) {
        String[] found = new String[1];
        forEachString(
                (name, value) -> {
                    if (name.equals(key)) {
                        found[0] = value;
                    }
                });
        return found[0];
    }

    /** The value of an int key; null if there is none. */
    public @Nullable String integer(int key) {
        String[] found = new String[1];
        forEachInt(
                (name, value) -> {
                    if (name == key) {
                        found[0] = value;
                    }
                });
        return found[0];
    }

    @Override
    public void forEachString(BiConsumer<String, String> action) {
        walk((key, value) -> action.accept(text(key), text(value)), (key, value) -> {});
    }

    public void forEachInt(BiConsumer<Integer, String> action) {
        walk((key, value) -> {}, (key, value) -> action.accept(key, text(value)));
    }

    @Override
    public @Nullable String transientValue(String key) {
        if (key.equals(TTHeader.ACL_TOKEN) && aclTokenAt != NOWHERE) {
            return text(aclTokenAt);
        }
        String value = metadata ? string(TTHeader.TRANSIENT + key) : null;
        return value == null && metadata ? string(TTHeader.TRANSIENT_UPSTREAM + key) : value;
    }

    @Override
    public @Nullable String persistentValue(String key) {
        return metadata ? string(TTHeader.PERSISTENT + key) : null;
    }

    @Override
    public void forEachPersistent(BiConsumer<String, String> action) {
        if (metadata) {
            forEachString(
                    (key, value) -> {
                        if (key.startsWith(TTHeader.PERSISTENT)
                                && key.length() > TTHeader.PERSISTENT.length()
                                && !value.isEmpty()) {
                            action.accept(key.substring(TTHeader.PERSISTENT.length()), value);
                        }
                    });
        }
    }

    @Nullable String aclToken() {
        return aclTokenAt == NOWHERE ? null : text(aclTokenAt);
    }

    private interface Entry {
        void at(int key, int value);
    }

    private void walk(Entry strings, Entry ints) {
        int at = start;
        while (at < bytes.length) {
            byte section = bytes[at++];
            switch (section) {
                case TTHeader.SECTION_PADDING -> {}
                case TTHeader.SECTION_STRINGS -> at = strings(at, strings);
                case TTHeader.SECTION_INTS -> at = ints(at, ints);
                case TTHeader.SECTION_ACL_TOKEN -> {
                    aclTokenAt = aclTokenAt == NOWHERE ? at : aclTokenAt;
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

    private void noteString(int key, int value) {
        int length = u16(key);
        if (length == 3 && isAt(key, TTHeader.SERVICE)) {
            serviceAt = value;
        } else if (length == 3 && isAt(key, TTHeader.REAL_ADDRESS)) {
            realAddressAt = value;
        } else if (length == 2 && isAt(key, TTHeader.HARRIER)) {
            harrierAt = value;
        } else if (length == 5 && isAt(key, TTHeader.CLOSE)) {
            closeAt = value;
        } else if (length == 6 && isAt(key, TTHeader.CHECKSUM)) {
            checksumAt = value;
        } else if (length == 10 && isAt(key, TTHeader.BIZ_STATUS)) {
            bizStatus = true;
        } else if (!noteTrace(bytes, key + 2, length, value + 2, u16(value))) {
            noteGeneric(length, key, value);
            metadata = true;
        }
    }

    /** A stock peer may mean something of its own by these keys: they stay metadata. */
    private void noteGeneric(int length, int key, int value) {
        if (length == 5 && isAt(key, TTHeader.CODEC)) {
            codecAt = codecAt == NOWHERE ? value : codecAt;
        } else if (length == 7 && isAt(key, TTHeader.GENERIC)) {
            genericAt = genericAt == NOWHERE ? value : genericAt;
        }
    }

    private void noteInt(int key, int value) {
        if (key == TTHeader.TIMEOUT_MILLIS) {
            timeoutMillis = millis(value);
        } else if (key == TTHeader.FROM_SERVICE) {
            callerAt = value;
        }
    }

    private boolean isAt(int at, String text) {
        for (int i = 0; i < text.length(); i++) {
            if (bytes[at + 2 + i] != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private String text(int at) {
        return new String(bytes, at + 2, u16(at), StandardCharsets.UTF_8);
    }

    private int behind(int at) {
        int next = at + 2 + u16(at);
        if (next > bytes.length) {
            throw outside(next);
        }
        return next;
    }

    private int u16(int at) {
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
