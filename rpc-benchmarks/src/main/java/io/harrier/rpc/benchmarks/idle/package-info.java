/**
 * Internal. What many connections cost that do nothing. Start at {@code IdleConnections} and {@code
 * InProcessConnections}.
 */
@org.jspecify.annotations.NullMarked
package io.harrier.rpc.benchmarks.idle;
