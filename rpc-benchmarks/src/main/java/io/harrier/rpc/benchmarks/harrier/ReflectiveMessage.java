package io.harrier.rpc.benchmarks.harrier;

import io.harrier.rpc.annotation.RpcField;

/** The message, as a record that the engine knows by reflection. */
public record ReflectiveMessage(@RpcField(1) String action, @RpcField(2) String msg) {}
