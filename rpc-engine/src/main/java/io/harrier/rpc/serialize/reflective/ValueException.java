package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.protocol.ProtocolWriter;
import org.jspecify.annotations.Nullable;

/** A value that cannot be written, and the path to it, which grows on the way out. */
final class ValueException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String path;
    private final String problem;

    ValueException(String path, String problem) {
        super(path + ": " + problem);
        this.path = path;
        this.problem = problem;
    }

    ValueException within(String outer) {
        return new ValueException(outer + path, problem);
    }

    /**
     * Writes a part of a value.
     *
     * @param place of the part in the value
     */
    static void write(
            ValueSerializer serializer, @Nullable Object part, ProtocolWriter out, Object place) {
        if (part == null) {
            throw new ValueException(
                    place.toString(), "null (expected: a value; containers hold no nulls)");
        }
        try {
            serializer.write(part, out);
        } catch (ValueException e) {
            throw e.within(place.toString());
        } catch (ClassCastException e) {
            throw new ValueException(
                    place.toString(),
                    part.getClass().getName() + " (expected: what the declared type says)");
        }
    }

    /** A collection that somebody changes meanwhile would make a message that nobody can read. */
    static void requireUnchanged(int count, int written) {
        if (count != written) {
            throw new ValueException(
                    "",
                    written
                            + " elements after "
                            + count
                            + " (expected: a collection that nobody changes while it is sent)");
        }
    }
}
