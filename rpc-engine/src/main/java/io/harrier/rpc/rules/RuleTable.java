package io.harrier.rpc.rules;

import java.util.Arrays;

/**
 * What holds, by the number of each method; replaced as a whole, with one write. Immutable.
 *
 * @param source of the document; empty if there is none
 */
record RuleTable(long version, String source, RulesDocument document, MethodLevels... methods) {
    static final RuleTable NONE = new RuleTable(0, "", RulesDocument.NONE);

    MethodLevels of(int method) {
        return methods[method];
    }

    /** With one more method. */
    RuleTable with(MethodLevels added) {
        MethodLevels[] all = Arrays.copyOf(methods, methods.length + 1);
        all[methods.length] = added;
        return new RuleTable(version, source, document, all);
    }
}
