/** How fast IDL is read at run time. Start at {@code IdlParseBenchmark}. */
@NullMarked
package io.harrier.rpc.benchmarks.idlparse;

import org.jspecify.annotations.NullMarked;
