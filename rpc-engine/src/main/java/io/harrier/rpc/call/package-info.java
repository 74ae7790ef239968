/**
 * API. Four nouns and a fold: an invocation goes through a chain of middleware to an invoker, which
 * answers with a reply.
 */
@NullMarked
package io.harrier.rpc.call;

import org.jspecify.annotations.NullMarked;
