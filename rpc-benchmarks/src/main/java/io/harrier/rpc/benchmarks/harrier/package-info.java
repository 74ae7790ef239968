/**
 * Harrier as a contestant: three ways to write a message, two kinds of handlers, one connection or
 * many.
 *
 * <p>Start at {@code HarrierEcho}.
 */
@NullMarked
package io.harrier.rpc.benchmarks.harrier;

import org.jspecify.annotations.NullMarked;
