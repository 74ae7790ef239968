package io.harrier.rpc.serialize;

import io.harrier.rpc.error.ProtocolException;
import org.jspecify.annotations.Nullable;

/** What a reader says of values that are well formed, but not ones of their Java type. */
public final class BadValues {
    private BadValues() {}

    /**
     * In a container there is no place for nothing.
     *
     * @throws ProtocolException if there is no value
     */
    public static <T> T requireKnown(@Nullable T element) {
        if (element == null) {
            throw new ProtocolException(
                    "an enum's number in a container (expected: one that a constant has)");
        }
        return element;
    }

    /** The constructor threw. */
    public static ProtocolException refused(Class<?> type, Exception reason) {
        return new ProtocolException(
                type.getName() + " does not take its fields: " + reason.getMessage());
    }

    /**
     * @param members as in {@code "1 circle, 2 square"}
     */
    public static ProtocolException noMember(Class<?> union, String members) {
        return new ProtocolException(
                union.getName()
                        + " without a known member (expected: exactly one of "
                        + members
                        + ')');
    }

    public static ProtocolException secondMember(Class<?> union, int id, String members) {
        return new ProtocolException(
                union.getName()
                        + " with a second member, field "
                        + id
                        + " (expected: exactly one of "
                        + members
                        + ')');
    }
}
