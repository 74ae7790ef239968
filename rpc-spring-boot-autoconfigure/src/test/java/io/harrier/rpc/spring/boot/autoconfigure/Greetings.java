package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.spring.boot.autoconfigure.idl.Clock;
import io.harrier.rpc.spring.boot.autoconfigure.idl.Greeter;

/** Handlers that no search finds: the tests name them. */
final class Greetings {
    private Greetings() {}

    @RpcService
    static final class Hello implements Greeter.Iface {
        @Override
        public String greet(String name) {
            return "hello " + name;
        }
    }

    /** Answers with what the call says of its caller. */
    @RpcService
    static final class WhoCalls implements Greeter.Iface {
        @Override
        public String greet(String name) {
            return CallContext.current().caller();
        }
    }

    @RpcService
    static final class Sleeper implements Greeter.Iface {
        @Override
        public String greet(String millis) {
            try {
                Thread.sleep(Long.parseLong(millis));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "slept " + millis;
        }
    }

    @RpcService("clock.utc")
    static final class Utc implements Clock.Iface {
        @Override
        public long now() {
            return 42;
        }
    }

    @RpcService
    static final class ServesNothing {}
}
