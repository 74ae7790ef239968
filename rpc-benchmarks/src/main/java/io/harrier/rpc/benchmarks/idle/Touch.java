package io.harrier.rpc.benchmarks.idle;

import io.harrier.rpc.annotation.RpcMethod;
import java.util.concurrent.CompletionStage;

/** The service that connections call once before they are idle. */
interface Touch {
    String touch(String text);

    /** The same for callers and handlers that do not wait. */
    interface Later {
        @RpcMethod(nonBlocking = true)
        CompletionStage<String> touch(String text);
    }
}
