package io.harrier.rpc.serialize.generic;

import org.jspecify.annotations.Nullable;

/**
 * A declared exception, of a call without classes. A generic handler throws one for an exception
 * that its method declares.
 */
public final class GenericException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String name;
    private final transient Object value;

    /**
     * @param name of the exception in the schema, such as {@code UserNotFound}
     * @param value its fields in the form of the call: a map by their names, a JSON text
     */
    public GenericException(String name, Object value) {
        super(name + ": " + value);
        this.name = name;
        this.value = value;
    }

    /** Its name in the schema. */
    public String name() {
        return name;
    }

    /** Its fields in the form of the call: a map by their names, a JSON text. */
    public @Nullable Object value() {
        return value;
    }
}
