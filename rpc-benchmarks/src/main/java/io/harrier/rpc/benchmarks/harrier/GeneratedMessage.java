package io.harrier.rpc.benchmarks.harrier;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.Serializable;

/** The message, as a record with a serializer that its build wrote. */
@Serializable
public record GeneratedMessage(@RpcField(1) String action, @RpcField(2) String msg) {}
