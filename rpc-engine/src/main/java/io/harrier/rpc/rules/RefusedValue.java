package io.harrier.rpc.rules;

/** A value of the right JSON type that is not allowed. Never leaves the parser. */
final class RefusedValue extends RuntimeException {
    private static final long serialVersionUID = 1;

    RefusedValue(String seen, String expected) {
        super(seen + " (expected: " + expected + ')', null, false, false);
    }
}
