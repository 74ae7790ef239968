package io.harrier.rpc.rules;

/**
 * What is wrong with a document of rules.
 *
 * @param pointer the place as a JSON pointer (RFC 6901); empty for the document itself. A name in
 *     it of more than 1,000 characters, which no rule or member has, is cut, and says so
 * @param reason the value seen and the value expected
 */
public record RuleProblem(String pointer, String reason) {
    @Override
    public String toString() {
        return (pointer.isEmpty() ? "the document" : pointer) + ": " + reason;
    }
}
