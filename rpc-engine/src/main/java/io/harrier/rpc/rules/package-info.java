/**
 * API. What an operator tells a running application of single services and methods, as one JSON
 * document: timeout, retry, circuit breaker, limits, sampling; in part, dry, or for a time. Start
 * at {@link io.harrier.rpc.rules.Rules}; whoever brings documents from elsewhere implements {@link
 * io.harrier.rpc.rules.RuleSource}.
 *
 * <p>A document is data: it names no class, has no script and no expression, and is bounded in size
 * and depth.
 */
@NullMarked
package io.harrier.rpc.rules;

import org.jspecify.annotations.NullMarked;
