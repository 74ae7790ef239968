package io.harrier.rpc.benchmarks.echo;

import java.io.IOException;

/** A server and its client, in a JVM each. */
final class EchoPair implements AutoCloseable {
    private final ChildJvm server;
    private final ChildJvm client;

    /**
     * @param side {@code harrier} or {@code netty}
     */
    EchoPair(String side, EchoMode mode) throws IOException {
        server = new ChildJvm("server", side, mode.name());
        client = new ChildJvm("client", side, mode.name(), server.answer());
        client.answer();
    }

    /**
     * What a window showed.
     *
     * @param clientCpuMicros processor time of a call in the client's JVM
     * @param others the part of the machine's processors that other processes took
     */
    record Result(Window window, double clientCpuMicros, double serverCpuMicros, double others) {}

    Result run(long millis) throws IOException {
        Machine before = Machine.now();
        double clientCpu = -seconds(client);
        double serverCpu = -seconds(server);
        long start = System.nanoTime();
        Window window = Window.parse(client.ask(String.valueOf(millis)));
        double calls = window.callsPerSecond() * (System.nanoTime() - start) / 1e9;
        clientCpu += seconds(client);
        serverCpu += seconds(server);
        return new Result(
                window,
                clientCpu * 1e6 / calls,
                serverCpu * 1e6 / calls,
                Machine.now().othersSince(before, clientCpu + serverCpu));
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    private static double seconds(ChildJvm jvm) {
        return jvm.cpu().toNanos() / 1e9;
    }
}
