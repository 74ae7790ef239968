package io.harrier.rpc.server;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.Metadata;
import io.harrier.rpc.frame.Head;
import io.harrier.rpc.transport.ServerConnection;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes the context of a request out of its head. */
final class CallContexts {
    private CallContexts() {}

    /**
     * @param call whose trace has begun, if it is traced
     * @param head null if the request's form has none
     * @param nowNanos when the request came; of no meaning if its head says no timeout
     */
    static CallContext of(
            ServerCall call, ServerConnection connection, @Nullable Head head, long nowNanos) {
        if (head == null) {
            return new CallContext(
                    call.service().name(),
                    call.method().name(),
                    "",
                    connection.remoteAddress(),
                    Metadata.NONE,
                    CallContext.NO_DEADLINE,
                    call.traceHi(),
                    call.traceLo(),
                    call.spanId(),
                    call.parentId(),
                    call.traceFlags(),
                    null);
        }
        String realAddress = head.realAddress();
        return new CallContext(
                call.service().name(),
                call.method().name(),
                head.caller(),
                realAddress == null ? connection.remoteAddress() : realAddress,
                head.hasMetadata() ? head : Metadata.NONE,
                deadline(head.timeoutMillis(), nowNanos),
                call.traceHi(),
                call.traceLo(),
                call.spanId(),
                call.parentId(),
                call.traceFlags(),
                head.traceState());
    }

    private static long deadline(long timeoutMillis, long nowNanos) {
        return timeoutMillis == 0
                ? CallContext.NO_DEADLINE
                : nowNanos + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }
}
