/** Stress tests: each says which results two threads may see. */
@NullMarked
package io.harrier.rpc.stress;

import org.jspecify.annotations.NullMarked;
