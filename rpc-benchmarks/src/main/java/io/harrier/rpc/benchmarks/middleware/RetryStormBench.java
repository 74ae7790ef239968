package io.harrier.rpc.benchmarks.middleware;

import io.harrier.rpc.benchmarks.middleware.OpenLoop.Outcome;
import io.harrier.rpc.call.Admission;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Permit;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.resilience.Retry;
import io.harrier.rpc.resilience.RetryPolicy;
import io.harrier.rpc.server.RpcServer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/**
 * How many attempts does a server see for each call while it fails all of them, and how soon is all
 * well when it does not fail any more? At most 1.2 + 10 / rate; at once.
 */
public final class RetryStormBench {
    private static final double RATE = 500;
    private static final double SLICE_SECONDS = 0.5;
    private static final int MAX_SLICES = 30;

    private RetryStormBench() {}

    /** Fails all calls while it is told so, and counts them. */
    private static final class Outage implements Middleware {
        private final AtomicLong attempts = new AtomicLong();
        private volatile boolean isOn;

        @Override
        public Invoker around(Invoker next, Place place) {
            return next;
        }

        @Override
        public Admission admission(Place place) {
            return call -> {
                attempts.incrementAndGet();
                if (isOn) {
                    throw RpcException.refusal(ErrorKind.OVERLOADED, "outage");
                }
                return Permit.NONE;
            };
        }
    }

    public static void main(String[] arguments) {
        double seconds = List.of(arguments).contains("--short") ? 15 : 30;
        Outage outage = new Outage();
        try (RpcServer server =
                        RpcServer.builder()
                                .address("127.0.0.1", 0)
                                .service(new LimitedServer())
                                .middleware("outage", outage)
                                .start();
                RpcClient client =
                        RpcClient.builder("127.0.0.1:" + server.port())
                                .middleware("retry", new Retry(RetryPolicy.DEFAULT))
                                .build()) {
            Work.Async work = client.proxy(Work.Async.class, Work.class);
            OpenLoop load = new OpenLoop(work::empty);
            load.run(5, RATE); // with savings in the budget, as in life
            double amplification = storm(outage, load, seconds);
            print("well again after %.1f s", recovery(load));
            print(
                    "retry-storm=%.3f ours=%.3f other=%.3f",
                    amplification, amplification, 1.2 + 10 / RATE);
        }
    }

    private static double storm(Outage outage, OpenLoop load, double seconds) {
        outage.isOn = true;
        long before = outage.attempts.get();
        Outcome outcome = load.run(seconds, RATE);
        double attempts = outage.attempts.get() - before;
        outage.isOn = false;
        double calls = outcome.sent();
        print("%.0f calls, %.0f attempts, %d answered", calls, attempts, outcome.answered());
        return attempts / calls;
    }

    private static double recovery(OpenLoop load) {
        for (int i = 0; i < MAX_SLICES; i++) {
            if (load.run(SLICE_SECONDS, RATE).answeredShare() == 1) {
                return i * SLICE_SECONDS;
            }
        }
        return MAX_SLICES * SLICE_SECONDS;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
