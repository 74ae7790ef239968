package io.harrier.rpc.benchmarks.harrier;

import io.harrier.rpc.benchmarks.contract.EchoClient;
import io.harrier.rpc.client.RpcClient;

/** A way to write the message, with a handler and a client of it. */
interface Messages {
    /**
     * @param nonBlocking whether its method runs on the event loop
     */
    Object handler(boolean nonBlocking);

    EchoClient client(RpcClient client);
}
