/**
 * Netty alone: frames of a length, an id and a payload go there and back. What is left of its speed
 * is what RPC calls are measured by.
 *
 * <p>Start at {@code RawEcho}.
 */
@NullMarked
package io.harrier.rpc.benchmarks.raw;

import org.jspecify.annotations.NullMarked;
