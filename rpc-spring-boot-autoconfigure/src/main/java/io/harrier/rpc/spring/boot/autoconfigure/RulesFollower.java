package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.rules.RuleSource;
import io.harrier.rpc.rules.Rules;
import java.util.List;
import java.util.stream.Stream;

/** The application's rules, with what their sources have told. Server and clients wait for it. */
final class RulesFollower implements AutoCloseable {
    private final Rules rules;
    private final List<RuleSource.Watch> watches;

    RulesFollower(Rules rules, Stream<RuleSource> sources) {
        this.rules = rules;
        watches = sources.map(rules::follow).toList();
    }

    Rules rules() {
        return rules;
    }

    @Override
    public void close() {
        watches.forEach(RuleSource.Watch::close);
    }
}
