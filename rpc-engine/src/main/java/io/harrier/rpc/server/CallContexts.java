package io.harrier.rpc.server;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.Metadata;
import io.harrier.rpc.frame.Head;
import java.util.concurrent.TimeUnit;

/** Makes the context of a request out of its head. */
final class CallContexts {
    private CallContexts() {}

    /**
     * @param nowNanos when the request came; of no meaning if its head says no timeout
     * @param traceHi with {@code traceLo} 0 if the call is in no trace
     */
    static CallContext of(
            ServerCall call,
            long nowNanos,
            long traceHi,
            long traceLo,
            long spanId,
            long parentId,
            int traceFlags) {
        Head head = call.frame().head();
        String realAddress = head == null ? null : head.realAddress();
        return new CallContext(
                call.service().name(),
                call.method().name(),
                head == null ? "" : head.caller(),
                realAddress == null ? call.connection().remoteAddress() : realAddress,
                head != null && head.hasMetadata() ? head : Metadata.NONE,
                head == null ? CallContext.NO_DEADLINE : deadline(head.timeoutMillis(), nowNanos),
                traceHi,
                traceLo,
                spanId,
                parentId,
                traceFlags,
                head == null ? null : head.traceState());
    }

    private static long deadline(long timeoutMillis, long nowNanos) {
        return timeoutMillis == 0
                ? CallContext.NO_DEADLINE
                : nowNanos + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }
}
