package io.harrier.rpc.schema;

/**
 * A type that cannot be a service or stand in a message, or a text that describes none. The message
 * names the place, what stands there and what is expected.
 */
public class SchemaException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final String advice;

    /**
     * @param advice what its author may do, as a sentence
     */
    public SchemaException(String message, String advice) {
        super(message);
        this.advice = advice;
    }

    public final String advice() {
        return advice;
    }
}
