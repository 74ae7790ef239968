package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.frame.Head;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The trace's part of a head: ids as numbers, read when their key is passed. Keys come with or
 * without the prefix of transient values, and peers differ in the case of their letters. Where
 * W3C's header and B3's both are, W3C's counts; what is malformed is as if it were not there. So is
 * a tracestate of over 512 bytes, which nobody has to pass on: calls that a handler makes would
 * carry it.
 */
abstract class TracedHead implements Head {
    private static final int MAX_STATE_BYTES = 512;
    private static final int PREFIX = TTHeader.TRANSIENT.length();

    private long traceHi;
    private long traceLo;
    private long traceSpanId;
    private int traceFlags;
    private boolean isW3c;
    private @Nullable String traceState;

    @Override
    public final boolean hasTrace() {
        return traceSpanId != 0;
    }

    @Override
    public final long traceHi() {
        return traceHi;
    }

    @Override
    public final long traceLo() {
        return traceLo;
    }

    @Override
    public final long traceSpanId() {
        return traceSpanId;
    }

    @Override
    public final int traceFlags() {
        return traceFlags;
    }

    @Override
    public final @Nullable String traceState() {
        return traceState;
    }

    /** Reads an entry if it is of a trace; false if it is not. */
    final boolean noteTrace(byte[] bytes, int key, int keyLength, int value, int length) {
        byte[] usual = TraceText.TRACEPARENT_KEY;
        if (keyLength == usual.length
                && Arrays.equals(bytes, key, key + keyLength, usual, 0, keyLength)) {
            readTraceparent(bytes, value, length);
            return true;
        }
        return noteSpelt(bytes, key, keyLength, value, length);
    }

    private boolean noteSpelt(byte[] bytes, int key, int keyLength, int value, int length) {
        boolean prefixed =
                keyLength > PREFIX && isNamed(bytes, key, TTHeader.TRANSIENT, TTHeader.TRANSIENT);
        int name = prefixed ? key + PREFIX : key;
        return switch (prefixed ? keyLength - PREFIX : keyLength) {
            case 11 -> {
                boolean is = isNamed(bytes, name, TraceText.TRACEPARENT, "TRACEPARENT");
                if (is) {
                    readTraceparent(bytes, value, length);
                }
                yield is;
            }
            case 10 -> {
                boolean is = isNamed(bytes, name, TraceText.TRACESTATE, "TRACESTATE");
                if (is && length > 0 && length <= MAX_STATE_BYTES) {
                    traceState = new String(bytes, value, length, StandardCharsets.UTF_8);
                }
                yield is;
            }
            case 2 -> {
                boolean is = isNamed(bytes, name, TraceText.B3, "B3");
                if (is && !isW3c && TraceText.isB3(bytes, value, length)) {
                    readB3(bytes, value, length);
                }
                yield is;
            }
            default -> false;
        };
    }

    private void readTraceparent(byte[] bytes, int at, int length) {
        if (!TraceText.isTraceparent(bytes, at, length)) {
            return;
        }
        long a = TraceText.digits(bytes, at + TraceText.TRACE_AT);
        long b = TraceText.digits(bytes, at + TraceText.TRACE_AT + 8);
        long c = TraceText.digits(bytes, at + TraceText.TRACE_AT + 16);
        long d = TraceText.digits(bytes, at + TraceText.TRACE_AT + 24);
        long e = TraceText.digits(bytes, at + TraceText.SPAN_AT);
        long f = TraceText.digits(bytes, at + TraceText.SPAN_AT + 8);
        if ((a | b | c | d) > 0 && (e | f) > 0) { // one that is no number makes it negative
            isW3c = true;
            traceHi = a << 32 | b;
            traceLo = c << 32 | d;
            traceSpanId = e << 32 | f;
            traceFlags = TraceText.pair(bytes, at + TraceText.FLAGS_AT);
        }
    }

    private void readB3(byte[] bytes, int at, int length) {
        int digits = TraceText.b3Digits(bytes, at, length);
        traceHi = digits == 32 ? id(bytes, at) : 0;
        traceLo = id(bytes, at + digits - 16);
        traceSpanId = id(bytes, at + digits + 1);
        traceFlags = TraceText.b3Flags(bytes, at, length);
    }

    private static long id(byte[] bytes, int at) {
        return TraceText.digits(bytes, at) << 32 | TraceText.digits(bytes, at + 8);
    }

    private static boolean isNamed(byte[] bytes, int at, String lower, String upper) {
        for (int i = 0; i < lower.length(); i++) {
            byte letter = bytes[at + i];
            if (letter != lower.charAt(i) && letter != upper.charAt(i)) {
                return false;
            }
        }
        return true;
    }
}
