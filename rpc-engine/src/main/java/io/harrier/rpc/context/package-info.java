/**
 * API. What travels with one call: deadline, names, peer, metadata. Start at {@link
 * io.harrier.rpc.context.CallContext} in a handler and {@link io.harrier.rpc.context.CallScope}
 * before a call.
 */
@NullMarked
package io.harrier.rpc.context;

import org.jspecify.annotations.NullMarked;
