/** Borrowing and giving back, beside pools of others. */
@NullMarked
package io.harrier.rpc.benchmarks.pool;

import org.jspecify.annotations.NullMarked;
