package io.harrier.rpc.benchmarks.harrier;

import java.util.concurrent.CompletionStage;

/** The service as one that does not wait sees it. */
public interface ReflectiveAsyncEcho {
    CompletionStage<ReflectiveMessage> echo(ReflectiveMessage request);
}
