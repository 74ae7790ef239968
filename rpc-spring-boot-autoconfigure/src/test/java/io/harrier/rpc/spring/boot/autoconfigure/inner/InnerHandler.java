package io.harrier.rpc.spring.boot.autoconfigure.inner;

import io.harrier.rpc.annotation.RpcService;

/** Has a handler that lacks the word static. */
public final class InnerHandler {
    interface Greeter {
        String greet(String name);
    }

    @RpcService
    final class Inner implements Greeter {
        @Override
        public String greet(String name) {
            return "hello " + name;
        }
    }
}
