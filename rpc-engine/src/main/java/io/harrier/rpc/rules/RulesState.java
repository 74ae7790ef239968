package io.harrier.rpc.rules;

import java.util.List;
import java.util.Map;

/**
 * What holds now, and what was counted.
 *
 * @param version of the document that holds, counted from 1 in this process; 0 if none does
 * @param hash as {@link RulesPush#hash}
 * @param source who brought that document; empty if none holds
 * @param rules how many it has
 * @param accepted documents that were accepted and differed from the one before
 * @param refused documents that were refused
 * @param problems of the document that was refused last; empty once another was accepted
 * @param unmatched names of rules that fit no method that is called or served here so far
 * @param dryRuns what rules with {@code dryRun} would have done so far, by their names
 */
public record RulesState(
        long version,
        String hash,
        String source,
        int rules,
        long accepted,
        long refused,
        List<RuleProblem> problems,
        List<String> unmatched,
        Map<String, DryRunCounts> dryRuns) {}
