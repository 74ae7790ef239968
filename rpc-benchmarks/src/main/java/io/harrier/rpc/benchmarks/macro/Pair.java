package io.harrier.rpc.benchmarks.macro;

import io.harrier.rpc.benchmarks.contract.Mode;
import io.harrier.rpc.benchmarks.contract.Order;
import io.harrier.rpc.benchmarks.contract.Window;
import java.io.IOException;

/** A server and its client, in a process each. */
final class Pair implements AutoCloseable {
    private static final int PEAK_MILLIS = 1_000;

    private final Entrant entrant;
    private final PeerProcess server;
    private final PeerProcess client;
    private int halfPeak;

    Pair(Entrant entrant, Launch launch) throws IOException {
        this.entrant = entrant;
        server = new PeerProcess(entrant.name() + " server", launch.server(entrant));
        client =
                new PeerProcess(
                        entrant.name() + " client", launch.client(entrant, server.answer()));
        client.answer();
    }

    Entrant entrant() {
        return entrant;
    }

    long serverPid() {
        return server.pid();
    }

    long clientPid() {
        return client.pid();
    }

    /** What the compilers of both have taken so far. */
    double compilerSeconds() {
        return Compilers.seconds(serverPid()) + Compilers.seconds(clientPid());
    }

    Sample run(Row row, long millis) throws IOException {
        int rate = row.rate() == Row.HALF_PEAK ? halfPeak() : row.rate();
        Order order = new Order(row.mode(), row.callers(), row.bytes(), millis, rate);
        Machine before = Machine.now();
        double clientBytes = -client.allocated();
        double serverBytes = -server.allocated();
        double clientCpu = -seconds(client);
        double serverCpu = -seconds(server);
        Window window = Window.parse(client.ask(order.text()));
        clientCpu += seconds(client);
        serverCpu += seconds(server);
        return new Sample(
                window,
                clientCpu * 1e6 / window.calls(),
                serverCpu * 1e6 / window.calls(),
                (clientBytes + client.allocated()) / window.calls(),
                (serverBytes + server.allocated()) / window.calls(),
                Machine.now().othersSince(before, clientCpu + serverCpu),
                Double.NaN);
    }

    /** Half of the calls a second that it does if nothing else limits it; measured once. */
    private int halfPeak() throws IOException {
        if (halfPeak == 0) {
            Mode mode = entrant.isAsync() ? Mode.ASYNC : Mode.BLOCKING;
            Row peak = new Row(mode, Row.CALLERS, Row.BYTES, 0);
            halfPeak = (int) (run(peak, PEAK_MILLIS).callsPerSecond() / 2);
        }
        return halfPeak;
    }

    @Override
    public void close() {
        client.close();
        server.close();
    }

    private static double seconds(PeerProcess process) {
        return process.cpu().toNanos() / 1e9;
    }
}
