package io.harrier.rpc.benchmarks.middleware;

import io.harrier.rpc.resilience.ConcurrencyLimit;
import io.harrier.rpc.resilience.ConcurrencyPolicy;
import io.harrier.rpc.resilience.RateLimit;
import io.harrier.rpc.resilience.RateLimits;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.server.RpcServerBuilder;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * A server in a process of its own that can do 1,600 pieces of work a second: 8 permits of 5 ms. It
 * says its port and ends with its input.
 */
public final class LimitedServer implements Work {
    static final int PERMITS = 8;
    static final int MILLIS = 5;

    private final Semaphore permits = new Semaphore(PERMITS, true);

    /**
     * @param arguments {@code adaptive}, {@code unlimited}, or {@code refusing} for one that takes
     *     no call at all
     */
    public static void main(String[] arguments) throws IOException {
        RpcServerBuilder builder =
                RpcServer.builder().address("127.0.0.1", 0).service(new LimitedServer());
        if (arguments[0].equals("refusing")) {
            RateLimits almostNone = RateLimits.NONE.withServer(0.001).withBurst(Duration.ZERO);
            builder.middleware("rate-limit", new RateLimit(almostNone));
        } else if (arguments[0].equals("adaptive")) {
            builder.middleware(
                    "concurrency-limit", new ConcurrencyLimit(ConcurrencyPolicy.DEFAULT));
        }
        try (RpcServer server = builder.start()) {
            System.out.println(server.port());
            while (System.in.read() >= 0) {
                continue;
            }
        }
        System.exit(0);
    }

    @Override
    public int work(int id) {
        permits.acquireUninterruptibly();
        try {
            TimeUnit.MILLISECONDS.sleep(MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            permits.release();
        }
        return id;
    }

    @Override
    public int empty(int id) {
        return id;
    }
}
