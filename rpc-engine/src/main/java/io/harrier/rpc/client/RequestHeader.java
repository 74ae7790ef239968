package io.harrier.rpc.client;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.frame.thrift.HeaderImage;
import io.harrier.rpc.frame.thrift.TTHeader;
import io.harrier.rpc.frame.thrift.TTHeaderWriter;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.ClientConnection;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Writes the TTHeader of requests. One that says no more than the last one of its method is copied
 * from that. For any thread.
 */
final class RequestHeader {
    private static final int NANOS_BELOW_A_MILLI = 999_999;

    private final ClientOptions options;
    private final RemoteInvoker remote;

    RequestHeader(ClientOptions options, RemoteInvoker remote) {
        this.options = options;
        this.remote = remote;
    }

    /**
     * @param method what is called; not the call's own if the peer is only asked what it is
     * @return what ends the header; null if {@link HeaderImage#finish} does
     */
    @Nullable TTHeaderWriter write(
            ByteBuf out, OutgoingCall call, ClientMethod method, ClientConnection connection) {
        CallContext context = call.context();
        boolean isHarrier = connection.isMultiplexed();
        long millis = millisLeft(call);
        if (!isPlain(call, method, connection, isHarrier)) {
            return header(out, call, method, connection, isHarrier, millis);
        }
        PlainHeader known = method.plainHeader();
        if (known != null && known.is(isHarrier, millis, context.method())) {
            known.image().write(out, call.id());
            return null;
        }
        int start = out.writerIndex();
        TTHeaderWriter header = header(out, call, method, connection, isHarrier, millis);
        // Those of a deadline's rest seldom come again, and a relay's method is called once.
        if (millis == method.timeoutMillis() && method.wasCalled()) {
            HeaderImage image = HeaderImage.of(out, start);
            method.plainHeader(new PlainHeader(isHarrier, millis, context.method(), image));
        }
        return header;
    }

    /** Whether the header says nothing that belongs to this call alone, but for the time left. */
    private boolean isPlain(
            OutgoingCall call,
            ClientMethod method,
            ClientConnection connection,
            boolean isHarrier) {
        CallContext context = call.context();
        return !context.hasOutgoing()
                && !call.isInTrace()
                && !connection.isGreeting()
                && !options.checksum()
                && (method.keys() == null || !isHarrier);
    }

    private TTHeaderWriter header(
            ByteBuf out,
            OutgoingCall call,
            ClientMethod method,
            ClientConnection connection,
            boolean isHarrier,
            long millis) {
        CallContext context = call.context();
        TTHeaderWriter header =
                new TTHeaderWriter(
                        out,
                        isHarrier ? TTHeader.FLAG_MULTIPLEXED : 0,
                        call.id(),
                        method.protocol().headerId());
        CallScope scope = context.scope();
        if (scope != null) {
            scope.forEachTransient((key, value) -> token(header, key, value));
        }
        header.strings(method.header());
        if (connection.isGreeting()) {
            header.string(TTHeader.HARRIER, "1");
        }
        GenericKeys keys = method.keys();
        if (keys != null && isHarrier) {
            header.strings(keys.header());
        }
        if (context.hasOutgoing()) {
            metadata(header, context, scope);
        }
        Tracing tracing = options.tracing();
        if (tracing != null && call.isInTrace()) {
            header.trace(
                    call.traceHi(),
                    call.traceLo(),
                    call.spanId(),
                    call.traceFlags(),
                    context.traceState(),
                    tracing.hasB3());
        }
        if (options.checksum()) {
            header.checksum();
        }
        header.ints(method.header(), millis, context.method());
        return header;
    }

    /** Rounded up: a peer that gave up before us would answer where nobody should. */
    private long millisLeft(OutgoingCall call) {
        return millis(remote.nanosUntil(call.deadlineNanos()));
    }

    static long millis(long nanos) {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos + NANOS_BELOW_A_MILLI));
    }

    private static void token(TTHeaderWriter header, String key, String value) {
        if (key.equals(TTHeader.ACL_TOKEN)) {
            header.aclToken(value);
        }
    }

    private static void metadata(
            TTHeaderWriter header, CallContext context, @Nullable CallScope scope) {
        context.forEachPersistent((key, value) -> pair(header, TTHeader.PERSISTENT, key, value));
        if (scope != null) {
            scope.forEachTransient(
                    (key, value) -> {
                        if (!key.equals(TTHeader.ACL_TOKEN)) {
                            pair(header, TTHeader.TRANSIENT, key, value);
                        }
                    });
        }
    }

    private static void pair(TTHeaderWriter header, String prefix, String key, String value) {
        if (!key.isEmpty()) {
            header.string(prefix + key, value);
        }
    }
}
