/**
 * API. Four nouns and a fold: an invocation goes through a chain of middleware to an invoker, which
 * answers with a reply. Start at {@link io.harrier.rpc.call.Middleware}; the list that can be
 * changed at run time is {@link io.harrier.rpc.call.MiddlewareList}.
 */
@NullMarked
package io.harrier.rpc.call;

import org.jspecify.annotations.NullMarked;
