/**
 * API. What can go wrong with a call, under which code it travels, and whether a retry is safe.
 * Start at {@link io.harrier.rpc.error.RpcException}.
 */
@NullMarked
package io.harrier.rpc.error;

import org.jspecify.annotations.NullMarked;
