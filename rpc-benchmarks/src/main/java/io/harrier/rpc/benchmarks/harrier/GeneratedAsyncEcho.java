package io.harrier.rpc.benchmarks.harrier;

import io.harrier.rpc.annotation.RpcClient;
import java.util.concurrent.CompletionStage;

/** The service as one that does not wait sees it. */
@RpcClient("echo")
public interface GeneratedAsyncEcho {
    CompletionStage<GeneratedMessage> echo(GeneratedMessage request);
}
