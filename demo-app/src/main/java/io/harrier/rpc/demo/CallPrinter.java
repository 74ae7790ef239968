package io.harrier.rpc.demo;

import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import java.util.Locale;
import org.springframework.stereotype.Component;

/** Middleware around the handlers: prints who called what, and how long it took. */
@Component
final class CallPrinter implements Middleware {
    @Override
    public Invoker around(Invoker next, Place place) {
        return call -> {
            long start = System.nanoTime();
            Reply reply = next.invoke(call);
            reply.whenComplete((value, error) -> print(call, System.nanoTime() - start));
            return reply;
        };
    }

    private static void print(Invocation call, long nanos) {
        String caller = call.context().caller();
        String tenant = call.context().metadata().persistentValue("tenant");
        System.out.printf(
                Locale.ROOT,
                "    server: %s for %s%s, %.2f ms%n",
                call.method().name(),
                caller.isEmpty() ? "a caller without a name" : caller,
                tenant == null ? "" : " of tenant " + tenant,
                nanos / 1e6);
    }
}
