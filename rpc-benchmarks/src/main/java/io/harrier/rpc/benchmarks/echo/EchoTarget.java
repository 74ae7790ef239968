package io.harrier.rpc.benchmarks.echo;

import java.util.concurrent.CompletionStage;

/** A client that sends a message of 1,024 zero characters, and gets it back. For any thread. */
interface EchoTarget {
    int MESSAGE_LENGTH = 1024;
    int CALLS_IN_FLIGHT = 32;

    /**
     * Calls and waits.
     *
     * @return the length of the message that came back
     */
    int echo() throws Exception;

    /** Calls; the length of the message that comes back. */
    CompletionStage<Integer> echoAsync() throws Exception;
}
