package io.harrier.rpc.call;

/** Makes a call, or passes it on. It reports failures in the reply and does not throw. */
@FunctionalInterface
public interface Invoker {
    Reply invoke(Invocation invocation);
}
