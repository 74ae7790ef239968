package io.harrier.rpc.server;

import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.Head;
import io.harrier.rpc.metrics.Endings;
import io.harrier.rpc.trace.IdKeepingReply;
import io.harrier.rpc.trace.TracedMethod;
import io.harrier.rpc.transport.ServerConnection;

/** The trace's part of a request that was refused before it became a call. */
final class RefusedCall extends IdKeepingReply {
    private final ServerConnection connection;
    private final Frame request;
    private final long parentId;

    RefusedCall(TracedMethod method, ServerConnection connection, Frame request, long nowNanos) {
        this.connection = connection;
        this.request = request;
        Head head = request.head();
        if (head == null) {
            parentId = 0;
            beginTrace(method, 0, 0, 0, 0, nowNanos);
        } else {
            parentId = head.traceSpanId();
            beginTrace(
                    method, head.traceHi(), head.traceLo(), parentId, head.traceFlags(), nowNanos);
        }
    }

    void end(RpcException refusal) {
        endRefused(Endings.of(refusal.kind()), startNanos(), request.payload().writerIndex());
    }

    @Override
    public long parentId() {
        return parentId;
    }

    @Override
    protected String tracedPeer() {
        return CallContexts.peer(CallContexts.address(connection, request));
    }

    @Override
    protected String tracedCaller() {
        Head head = request.head();
        return head == null ? "" : head.caller();
    }
}
