/** Stress tests of what only its own package sees. */
@NullMarked
package io.harrier.rpc.transport;

import org.jspecify.annotations.NullMarked;
