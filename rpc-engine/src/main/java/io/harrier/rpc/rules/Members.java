package io.harrier.rpc.rules;

import io.harrier.rpc.protocol.json.JsonScanner;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Goes through the members of one object; passes over those that are unknown, or come twice. */
final class Members {
    private final JsonScanner in;
    private final RuleProblems problems;
    private final String pointer;
    private final @Nullable List<String> known;
    private final Set<String> seen = new HashSet<>();

    private String name = "";

    /**
     * @param known the names it may have; none if any will do
     */
    Members(JsonScanner in, RuleProblems problems, String pointer, String... known) {
        this.in = in;
        this.problems = problems;
        this.pointer = pointer;
        this.known = known.length == 0 ? null : Arrays.asList(known);
        in.beginObject("an object");
    }

    /** Goes to the value of the next; false at the end. */
    boolean next() {
        while (in.nextMember()) {
            name = JsonTexts.last(in);
            if (known != null && !known.contains(name)) {
                refuse("unknown (expected: one of " + String.join(", ", known) + ')');
            } else if (!seen.add(name)) {
                refuse("comes twice (expected: once)");
            } else {
                return true;
            }
        }
        return false;
    }

    String name() {
        return name;
    }

    /** Of the member's value. */
    String pointer() {
        return pointer + JsonTexts.step(name);
    }

    void refuse(String reason) {
        problems.refuse(in, pointer(), reason);
    }
}
