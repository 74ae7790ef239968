/** What it costs to turn objects into bytes and back, by each of the ways there are. */
@NullMarked
package io.harrier.rpc.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
