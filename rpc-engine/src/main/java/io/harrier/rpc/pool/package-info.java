/**
 * Internal. Many connections to one host: multiplexed where the peer allows it, one call at a time
 * where not.
 */
@NullMarked
package io.harrier.rpc.pool;

import org.jspecify.annotations.NullMarked;
