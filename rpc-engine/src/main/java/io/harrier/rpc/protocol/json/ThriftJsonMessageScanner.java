package io.harrier.rpc.protocol.json;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.netty.buffer.ByteBuf;

/**
 * Finds the end of a JSON message: the bracket that belongs to its first one, whatever stands
 * between. It remembers how far it came, so that bytes which trickle in are looked at once.
 *
 * <p>One per connection, on its event loop. Start a message at an unmoved reader index and leave
 * that index alone until its end is found.
 */
public final class ThriftJsonMessageScanner {
    private static final int MORE = -1;

    private final int maxBytes;
    private final int maxBrackets;

    /** By depth: the bracket that will close. */
    private final byte[] closing;

    private int depth;
    private int at;
    private boolean inString;
    private boolean escaped;

    /**
     * @param maxDepth structs and containers inside each other: two brackets each, as those of a
     *     struct and its field, or of a map
     */
    public ThriftJsonMessageScanner(int maxBytes, int maxDepth) {
        this.maxBytes = maxBytes;
        maxBrackets = 1 + 2 * maxDepth;
        closing = new byte[maxBrackets];
    }

    /**
     * Goes on where the last call stopped.
     *
     * @return the length of the whole message, white space before it included, or -1 until all of
     *     it has arrived
     * @throws ProtocolException if it is no message, nested too deeply or too long: nothing behind
     *     it can be trusted
     */
    public int scan(ByteBuf in) {
        int there = Math.min(in.readableBytes(), maxBytes);
        while (at < there) {
            pass(in.getByte(in.readerIndex() + at++));
            if (depth == 0 && !inString && closing[0] != 0) {
                return end();
            }
        }
        if (at == maxBytes) {
            throw new ProtocolException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "message: over " + maxBytes + " bytes (expected: at most that)");
        }
        return MORE;
    }

    private int end() {
        int bytes = at;
        at = 0;
        closing[0] = 0;
        return bytes;
    }

    private void pass(byte c) {
        if (inString) {
            passInString(c);
        } else {
            switch (c) {
                case '[' -> open((byte) ']');
                case '{' -> open((byte) '}');
                case ']', '}' -> close(c);
                default -> passOther(c);
            }
        }
    }

    private void passInString(byte c) {
        if (escaped) {
            escaped = false;
        } else if (c == '\\') {
            escaped = true;
        } else {
            inString = c != '"';
        }
    }

    private void passOther(byte c) {
        if (depth == 0 && c != ' ' && c != '\n' && c != '\r' && c != '\t') {
            throw new ProtocolException(
                    "message: begins with byte %02x (expected: '[')".formatted(c));
        }
        inString = c == '"';
    }

    private void open(byte closedBy) {
        if (depth == 0 && closedBy != ']') {
            passOther((byte) '{');
        }
        if (depth == maxBrackets) {
            throw new ProtocolException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "brackets: "
                            + (maxBrackets + 1)
                            + " inside each other (expected: at most "
                            + maxBrackets
                            + ')');
        }
        closing[depth++] = closedBy;
    }

    private void close(byte bracket) {
        if (depth == 0 || closing[depth - 1] != bracket) {
            throw new ProtocolException(
                    "bracket: '"
                            + (char) bracket
                            + "' (expected: "
                            + (depth == 0 ? "'['" : "'" + (char) closing[depth - 1] + '\'')
                            + ')');
        }
        depth--;
    }
}
