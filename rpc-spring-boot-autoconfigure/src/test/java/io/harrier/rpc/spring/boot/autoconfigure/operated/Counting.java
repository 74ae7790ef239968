package io.harrier.rpc.spring.boot.autoconfigure.operated;

import io.harrier.rpc.annotation.RpcMiddleware;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Place;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.stereotype.Component;

/** Counts calls, once it has been put somewhere. */
@Component
@RpcMiddleware(server = false, name = "count", methods = "greet")
public final class Counting implements Middleware {
    private final AtomicInteger calls = new AtomicInteger();

    @Override
    public Invoker around(Invoker next, Place place) {
        return call -> {
            calls.incrementAndGet();
            return next.invoke(call);
        };
    }

    public int calls() {
        return calls.get();
    }
}
