/**
 * API. Answering calls: builder, admission, dispatch, graceful stop. Start at {@link
 * io.harrier.rpc.server.RpcServer}.
 */
@NullMarked
package io.harrier.rpc.server;

import org.jspecify.annotations.NullMarked;
