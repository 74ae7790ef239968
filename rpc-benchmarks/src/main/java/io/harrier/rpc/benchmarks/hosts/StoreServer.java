package io.harrier.rpc.benchmarks.hosts;

import io.harrier.rpc.server.RpcServer;
import java.time.Duration;

/**
 * The main class of a server's JVM: {@code PORT MILLIS}, with the time that a call takes. Says its
 * port when it is ready; stops gracefully when it is terminated, and ends with its standard input.
 */
final class StoreServer {
    private static final Duration GRACE = Duration.ofSeconds(10);

    private StoreServer() {}

    public static void main(String[] args) throws Exception {
        RpcServer server =
                RpcServer.builder()
                        .address("127.0.0.1", Integer.parseInt(args[0]))
                        .service(new Handler(Long.parseLong(args[1])), Store.class, "")
                        .start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> server.stop(GRACE)));
        System.out.println(server.port());
        while (System.in.read() >= 0) {
            Thread.onSpinWait(); // nothing is ever said
        }
        System.exit(1); // whoever started it is gone, or lets it stop: that closes the input, too
    }

    private record Handler(long millis) implements Store {
        @Override
        public String get(String key) {
            return answer(key);
        }

        @Override
        public String put(String key) {
            return answer(key);
        }

        private String answer(String key) {
            try {
                Thread.sleep(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return key;
        }
    }
}
