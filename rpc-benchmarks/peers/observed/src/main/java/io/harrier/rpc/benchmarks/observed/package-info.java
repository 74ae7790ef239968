/** Internal. Harrier as a contestant, in applications that are observed. */
@NullMarked
package io.harrier.rpc.benchmarks.observed;

import org.jspecify.annotations.NullMarked;
