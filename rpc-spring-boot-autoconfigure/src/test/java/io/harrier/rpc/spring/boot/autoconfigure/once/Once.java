package io.harrier.rpc.spring.boot.autoconfigure.once;

import io.harrier.rpc.annotation.RpcService;

/** A handler that is found, and of which a method makes a bean besides. */
@RpcService
public class Once implements Plain {
    @Override
    public String hello(String name) {
        return name;
    }
}
