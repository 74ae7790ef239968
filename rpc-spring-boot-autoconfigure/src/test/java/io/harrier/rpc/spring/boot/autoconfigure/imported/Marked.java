package io.harrier.rpc.spring.boot.autoconfigure.imported;

import io.harrier.rpc.annotation.RpcClient;

@RpcClient("shop")
public interface Marked {
    String mark();
}
