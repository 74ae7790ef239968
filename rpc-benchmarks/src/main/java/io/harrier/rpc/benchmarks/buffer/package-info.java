/** What buffers cost: the pool of slabs, Netty's allocators, and pools under a lock. */
@NullMarked
package io.harrier.rpc.benchmarks.buffer;

import org.jspecify.annotations.NullMarked;
