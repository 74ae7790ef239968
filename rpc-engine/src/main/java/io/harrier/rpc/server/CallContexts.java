package io.harrier.rpc.server;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.Metadata;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.Head;
import io.harrier.rpc.transport.ServerConnection;
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
        return new CallContext(
                call.service().name(),
                call.method().name(),
                head == null ? "" : head.caller(),
                address(call.connection(), call.frame()),
                head != null && head.hasMetadata() ? head : Metadata.NONE,
                head == null ? CallContext.NO_DEADLINE : deadline(head.timeoutMillis(), nowNanos),
                traceHi,
                traceLo,
                spanId,
                parentId,
                traceFlags,
                head == null ? null : head.traceState());
    }

    /** Where the request comes from, which a proxy may have said. */
    static String address(ServerConnection connection, Frame request) {
        Head head = request.head();
        String real = head == null ? null : head.realAddress();
        return real == null ? connection.remoteAddress() : real;
    }

    /** Without the port, of which a client has another for each connection. */
    static String peer(String address) {
        int colon = address.lastIndexOf(':');
        return colon < 0 ? address : address.substring(0, colon);
    }

    private static long deadline(long timeoutMillis, long nowNanos) {
        return timeoutMillis == 0
                ? CallContext.NO_DEADLINE
                : nowNanos + TimeUnit.MILLISECONDS.toNanos(timeoutMillis);
    }
}
