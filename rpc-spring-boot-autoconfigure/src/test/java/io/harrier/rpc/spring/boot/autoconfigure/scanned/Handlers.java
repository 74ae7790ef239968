package io.harrier.rpc.spring.boot.autoconfigure.scanned;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.spring.boot.autoconfigure.idl.Greeter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where the search has to find a handler: nested, and not public. */
public final class Handlers {
    private Handlers() {}

    /** Says who it is. */
    @RpcService
    static final class Nested implements Greeter.Iface {
        Nested() {}

        @Override
        public String greet(String name) {
            return "scanned " + name;
        }
    }

    /** The handler's class, which is not public. */
    public static Class<?> nested() {
        return Nested.class;
    }

    /** An application that makes its handler itself. */
    @Configuration(proxyBeanMethods = false)
    public static class ByMethod {
        @Bean
        Nested byMethod() {
            return new Nested();
        }
    }
}
