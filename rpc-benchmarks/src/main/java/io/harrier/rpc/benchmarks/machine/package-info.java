/** The state of the machine that a benchmark meets, where it decides what is measured. */
@NullMarked
package io.harrier.rpc.benchmarks.machine;

import org.jspecify.annotations.NullMarked;
