/** What it costs to turn values into bytes and back, beside the libraries that others use. */
@NullMarked
package io.harrier.rpc.benchmarks.codec;

import org.jspecify.annotations.NullMarked;
