package io.harrier.rpc.benchmarks.contract;

/** A message of so many characters of value 0, a byte each on every wire but JSON's. */
record Message(String text) {
    static Message of(int length) {
        return new Message("\0".repeat(length));
    }

    void requireWhole(int length) {
        if (length != text.length()) {
            throw new IllegalStateException(
                    "length of the reply: " + length + " (expected: " + text.length() + ')');
        }
    }
}
