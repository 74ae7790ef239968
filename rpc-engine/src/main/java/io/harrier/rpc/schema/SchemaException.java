package io.harrier.rpc.schema;

/**
 * A type that cannot be a service or stand in a message. The message names the place, what stands
 * there and what is expected.
 */
public final class SchemaException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String advice;

    /**
     * @param advice what its author may do, as a sentence
     */
    public SchemaException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    public String advice() {
        return advice;
    }
}
