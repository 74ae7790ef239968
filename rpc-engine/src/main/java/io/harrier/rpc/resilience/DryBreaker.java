package io.harrier.rpc.resilience;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Place;

/** Keeps a circuit as a breaker does, and lets all calls through. */
record DryBreaker(Breaker breaker, Runnable refuses) implements Middleware {
    @Override
    public int order() {
        return breaker.order();
    }

    @Override
    public Invoker around(Invoker next, Place place) {
        if (place.isServer()) {
            return next;
        }
        CircuitBreaker circuit = breaker.circuit(place);
        return call -> {
            if (circuit.tryAcquirePermission()) {
                return breaker.invoke(circuit, next, call);
            }
            refuses.run();
            return next.invoke(call);
        };
    }
}
