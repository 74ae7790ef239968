package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.buffer.Scratch;
import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/**
 * Writes one TTHeader and, at the end, the lengths it could not know at the start.
 *
 * <pre>
 *   off size
 *   0   4    LENGTH          bytes after this field
 *   4   2    MAGIC           0x1000
 *   6   2    FLAGS           0x0001 replies in any order
 *   8   4    SEQUENCE
 *   12  2    HEADER WORDS    (bytes from 14 to the payload) / 4
 *   14  1    PROTOCOL ID     0 binary and Protobuf, 1 JSON, 2 compact
 *   15  1    TRANSFORMS      0
 *   16  ..   info sections, zeros to a multiple of 4
 * </pre>
 *
 * Source: docs/wire/ttheader.md. Sections are written in Kitex' order: token, strings, ints. For
 * one header, on one thread.
 */
public final class TTHeaderWriter {
    /** The most a header's variable part may take: older peers refuse more. */
    private static final int MAX_BYTES = 65_536;

    private final ByteBuf out;
    private final int start;
    private int countAt;
    private int strings;
    private int checksumAt;
    private int payloadAt;

    /**
     * @param protocolId of what stands behind the header
     */
    public TTHeaderWriter(ByteBuf out, int flags, int sequence, int protocolId) {
        this.out = out;
        start = out.writerIndex();
        out.writeInt(0);
        out.writeInt(TTHeader.MAGIC << 16 | flags);
        out.writeInt(sequence);
        out.writeShort(0);
        out.writeByte(protocolId);
        out.writeByte(0);
    }

    /** The token's own section; before any string. */
    public void aclToken(String token) {
        out.writeByte(TTHeader.SECTION_ACL_TOKEN);
        text(out, token);
    }

    public void strings(HeaderTemplate template) {
        if (template.strings > 0) {
            openStrings(template.strings);
            out.writeBytes(template.stringBytes);
        }
    }

    /** Writes a pair; empty keys and values do not travel. */
    public void string(String key, String value) {
        if (!key.isEmpty() && !value.isEmpty()) {
            openStrings(1);
            text(out, key);
            text(out, value);
        }
    }

    /**
     * Writes the ids of a trace, as a transient value, where Kitex' OpenTelemetry middleware reads
     * and writes them.
     *
     * @param state of other tracing systems, passed on
     * @param b3 whether B3's form is written, too
     */
    public void trace(
            long hi, long lo, long spanId, int flags, @Nullable String state, boolean b3) {
        openStrings(b3 ? 2 : 1);
        TraceText.writeTraceparent(out, hi, lo, spanId, flags);
        if (b3) {
            TraceText.writeB3(out, hi, lo, spanId, flags);
        }
        if (state != null) {
            string(TTHeader.TRANSIENT + TraceText.TRACESTATE, state);
        }
    }

    /** Leaves room for a checksum of all that is written after the header. */
    public void checksum() {
        openStrings(1);
        text(out, TTHeader.CHECKSUM);
        out.writeShort(Checksum.TEXT_BYTES);
        checksumAt = out.writerIndex();
        out.writeZero(Checksum.TEXT_BYTES);
    }

    /**
     * Writes the ints and ends the header. {@code timeoutMillis} and the calling method are left
     * out if 0 and null.
     */
    public void ints(HeaderTemplate template, long timeoutMillis, @Nullable String fromMethod) {
        int count = template.ints + (timeoutMillis > 0 ? 1 : 0) + (fromMethod == null ? 0 : 1);
        closeStrings();
        if (count > 0) {
            out.writeByte(TTHeader.SECTION_INTS);
            out.writeShort(count);
            out.writeBytes(template.intBytes);
        }
        if (fromMethod != null) {
            out.writeShort(TTHeader.FROM_METHOD);
            text(out, fromMethod);
        }
        if (timeoutMillis > 0) {
            out.writeShort(TTHeader.TIMEOUT_MILLIS);
            decimal(timeoutMillis);
        }
        end();
    }

    /** Ends the whole frame: everything up to the writer index is its payload. */
    public void finish() {
        finish(out);
    }

    /**
     * As {@link #finish()}.
     *
     * @param frame what the header's buffer has become a part of; it begins like the buffer
     */
    public void finish(ByteBuf frame) {
        frame.setInt(start, frame.writerIndex() - start - 4);
        if (checksumAt != 0) {
            Checksum.patch(frame, checksumAt, payloadAt);
        }
    }

    /**
     * @throws IllegalArgumentException if the text has more than 65,535 bytes
     */
    static void text(ByteBuf out, String text) {
        int lengthAt = out.writerIndex();
        out.writeShort(0);
        Scratch scratch = Scratch.take();
        scratch.encode(text, out);
        scratch.give();
        int bytes = out.writerIndex() - lengthAt - Short.BYTES;
        if (bytes > 0xFFFF) {
            throw new IllegalArgumentException(
                    "header text: " + bytes + " bytes (expected: at most 65535)");
        }
        out.setShort(lengthAt, bytes);
    }

    private void openStrings(int count) {
        if (countAt == 0) {
            out.writeByte(TTHeader.SECTION_STRINGS);
            countAt = out.writerIndex();
            out.writeShort(0);
        }
        strings += count;
    }

    private void closeStrings() {
        if (countAt != 0) {
            out.setShort(countAt, strings);
        }
    }

    private void decimal(long value) {
        int digits = 1;
        for (long rest = value / 10; rest > 0; rest /= 10) {
            digits++;
        }
        out.writeShort(digits);
        int at = out.writerIndex();
        out.writeZero(digits);
        for (long rest = value; digits > 0; rest /= 10) {
            out.setByte(at + --digits, (int) ('0' + rest % 10));
        }
    }

    private void end() {
        int bytes = out.writerIndex() - start - TTHeader.FIXED_BYTES;
        int padding = -bytes & 3;
        out.writeZero(padding);
        if (bytes + padding > MAX_BYTES) {
            throw new IllegalArgumentException(
                    "TTHeader: "
                            + (bytes + padding)
                            + " bytes (expected: at most "
                            + MAX_BYTES
                            + "; send less metadata)");
        }
        out.setShort(start + 12, (bytes + padding) / 4);
        payloadAt = out.writerIndex();
    }
}
