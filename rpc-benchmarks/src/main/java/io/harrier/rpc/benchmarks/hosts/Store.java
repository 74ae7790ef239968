package io.harrier.rpc.benchmarks.hosts;

import io.harrier.rpc.annotation.RpcMethod;

/** What the servers serve: a call that may run twice, and one that may not. */
public interface Store {
    @RpcMethod(idempotent = true)
    String get(String key);

    String put(String key);
}
