/**
 * API. Making calls: builder, proxies, one object per call. Start at {@link
 * io.harrier.rpc.client.RpcClient}.
 */
@NullMarked
package io.harrier.rpc.client;

import org.jspecify.annotations.NullMarked;
