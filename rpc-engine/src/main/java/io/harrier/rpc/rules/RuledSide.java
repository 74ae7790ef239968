package io.harrier.rpc.rules;

import io.harrier.rpc.call.MethodRules;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.resilience.Retry;
import io.harrier.rpc.resilience.RetryPolicy;
import io.harrier.rpc.trace.Tracing;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The rules of one client or server: what they count and learn of its calls is its own. For any
 * thread.
 */
public final class RuledSide {
    private final Rules rules;
    private final @Nullable Tracing tracing;
    private final String client;

    /** Whose budget rules' retries spend where none is configured and they set none. */
    private final Retry common;

    private final Map<String, RuledMethod> methods = new ConcurrentHashMap<>();

    RuledSide(Rules rules, @Nullable Tracing tracing, String client) {
        this.rules = rules;
        this.tracing = tracing;
        this.client = client;
        common = new Retry(RetryPolicy.DEFAULT, rules.ticker());
    }

    /** Those of one method; the same for each of its chains. */
    public MethodRules of(Place place) {
        return methods.computeIfAbsent(
                place.service().name() + '/' + place.method().signature(),
                name ->
                        new RuledMethod(
                                rules, rules.number(place, tracing, client), place, common));
    }
}
