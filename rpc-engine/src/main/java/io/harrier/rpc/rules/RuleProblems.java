package io.harrier.rpc.rules;

import io.harrier.rpc.protocol.json.JsonException;
import io.harrier.rpc.protocol.json.JsonScanner;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong with a document: the first few places, not the first alone. */
final class RuleProblems {
    private static final int MAX = 20;

    private final List<RuleProblem> found = new ArrayList<>();

    /** Where the reader is. */
    private String at = "";

    void add(String pointer, String reason) {
        if (found.size() < MAX) {
            found.add(new RuleProblem(pointer, reason));
        }
    }

    /** The text is no JSON from where the reader is. */
    void addHere(JsonException failure) {
        add(at, String.valueOf(failure.getMessage()));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    List<RuleProblem> list() {
        return found;
    }

    /**
     * Reads the next value; or passes over it, and notes what is wrong with it.
     *
     * @return null if something is
     * @throws JsonException if it is no JSON: nothing can be read behind it
     */
    <T> @Nullable T read(JsonScanner in, String pointer, Supplier<T> value) {
        at = pointer;
        in.peek();
        int before = in.offset();
        try {
            return value.get();
        } catch (RefusedValue e) {
            add(pointer, String.valueOf(e.getMessage()));
        } catch (JsonException e) {
            if (in.offset() != before) {
                throw e;
            }
            in.skipValue(); // sound, but of another type
            add(pointer, String.valueOf(e.getMessage()));
        }
        return null;
    }

    /** All has been read. @throws JsonException if there is more */
    void finish(JsonScanner in) {
        at = "";
        in.finish();
    }

    /** Passes over the next value, which must not be here. */
    void refuse(JsonScanner in, String pointer, String reason) {
        at = pointer;
        add(pointer, reason);
        in.skipValue();
    }
}
