/** Calls without classes: what their forms cost. */
@NullMarked
package io.harrier.rpc.benchmarks.generic;

import org.jspecify.annotations.NullMarked;
