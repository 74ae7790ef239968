/** What tracing costs, how exact its rates are, and how soon they follow. */
@NullMarked
package io.harrier.rpc.benchmarks.trace;

import org.jspecify.annotations.NullMarked;
