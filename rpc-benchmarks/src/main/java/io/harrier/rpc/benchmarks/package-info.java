/** Benchmarks: each asks one question. */
@NullMarked
package io.harrier.rpc.benchmarks;

import org.jspecify.annotations.NullMarked;
