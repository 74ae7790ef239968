package io.harrier.rpc.benchmarks.contract;

/**
 * A way to carry an echo of {@code {1: string action, 2: string msg}} between two JVMs. It has a
 * constructor without parameters; {@link Peer} makes one in each JVM.
 */
public interface Contestant {
    /**
     * Starts a server that lives as long as its JVM, on 127.0.0.1.
     *
     * @param variant which of its configurations
     * @return its port
     */
    int serve(String variant) throws Exception;

    /** A client of that server, which lives as long as its JVM. */
    EchoClient connect(String variant, int port) throws Exception;
}
