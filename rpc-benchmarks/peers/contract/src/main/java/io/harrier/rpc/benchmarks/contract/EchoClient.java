package io.harrier.rpc.benchmarks.contract;

import java.util.concurrent.CompletionStage;

/** Sends messages and gets them back. For any number of threads. */
public interface EchoClient {
    /** What stands in the message's other field. */
    String ACTION = "echo";

    /**
     * Calls and waits.
     *
     * @return the length of the message that came back
     */
    int echo(String message) throws Exception;

    /**
     * Calls; the length of the message that comes back.
     *
     * @throws UnsupportedOperationException if its library has no such calls
     */
    default CompletionStage<Integer> echoAsync(String message) throws Exception {
        throw new UnsupportedOperationException(
                getClass().getName() + " has no calls but blocking ones");
    }

    /** Whether there is {@link #echoAsync}. */
    default boolean isAsync() {
        return false;
    }
}
