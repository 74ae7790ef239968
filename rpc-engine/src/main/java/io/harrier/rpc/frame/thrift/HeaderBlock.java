package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.buffer.Names;
import io.harrier.rpc.error.ProtocolException;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What one TTHeader says. Made with one pass that notes where the keys stand that the engine asks
 * for; text is made when somebody asks. Immutable, for any thread.
 */
public final class HeaderBlock extends HeaderSections {
    private static final int NOWHERE = -1;

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
        super(bytes, start);
        walk(this::noteString, this::noteInt);
    }

    /**
     * @param bytes the variable part of the header, from the protocol id on; the block keeps it
     * @throws ProtocolException if it is none
     */
    static HeaderBlock of(byte[] bytes) {
        return new HeaderBlock(bytes, sectionsAt(bytes));
    }

    @Override
    public @Nullable String service() {
        String known = service;
        if (known == null && serviceAt != NOWHERE) {
            known = Names.read(bytes(), serviceAt + 2, u16(serviceAt));
            service = known;
        }
        return known;
    }

    @Override
    public String caller() {
        String known = caller;
        if (known == null) {
            known = callerAt == NOWHERE ? "" : Names.read(bytes(), callerAt + 2, u16(callerAt));
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
        byte[] digits = bytes();
        long millis = 0;
        for (int i = at + 2, end = i + u16(at); i < end; i++) {
            if (digits[i] < '0' || digits[i] > '9') {
                return 0;
            }
            millis = millis * 10 + digits[i] - '0';
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

    @Override
    void noteAclToken(int at) {
        aclTokenAt = aclTokenAt == NOWHERE ? at : aclTokenAt;
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
        } else if (!noteTrace(bytes(), key + 2, length, value + 2, u16(value))) {
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
}
