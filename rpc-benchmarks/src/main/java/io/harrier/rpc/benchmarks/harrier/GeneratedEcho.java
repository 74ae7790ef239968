package io.harrier.rpc.benchmarks.harrier;

import io.harrier.rpc.annotation.RpcClient;

/** The service, with a stub and a dispatcher that its build wrote. */
@RpcClient("echo")
public interface GeneratedEcho {
    GeneratedMessage echo(GeneratedMessage request);
}
