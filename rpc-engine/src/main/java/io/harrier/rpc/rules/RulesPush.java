package io.harrier.rpc.rules;

import java.util.List;

/**
 * What became of a document.
 *
 * @param isAccepted whether it holds now; else all is as before
 * @param version of what holds now, counted from 1 in this process; 0 as long as nothing was
 *     accepted
 * @param hash of the document that holds now: the first 16 hex digits of its SHA-256; empty if none
 *     does
 * @param problems why it was refused; empty if it was not
 */
public record RulesPush(boolean isAccepted, long version, String hash, List<RuleProblem> problems) {
    public RulesPush {
        problems = List.copyOf(problems);
    }
}
