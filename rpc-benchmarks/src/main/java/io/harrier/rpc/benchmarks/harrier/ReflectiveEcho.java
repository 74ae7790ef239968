package io.harrier.rpc.benchmarks.harrier;

/** The service, without generated code. */
public interface ReflectiveEcho {
    ReflectiveMessage echo(ReflectiveMessage request);
}
