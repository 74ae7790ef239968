package io.harrier.rpc.client;

import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.cluster.Host;
import io.harrier.rpc.cluster.HostSet;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.pool.ConnectionPool;
import io.netty.channel.EventLoopGroup;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The innermost link of a client's chain: sends the call to a host. For any thread. */
final class RemoteInvoker implements Invoker {
    private final HostSet<ConnectionPool> hosts;
    private final EventLoopGroup loops;
    private final Ticker ticker;
    private final RequestWriter requests;
    private final ReplyReader replies = new ReplyReader();
    private final String target;

    RemoteInvoker(
            HostSet<ConnectionPool> hosts,
            EventLoopGroup loops,
            Ticker ticker,
            ClientOptions options,
            String target) {
        this.hosts = hosts;
        this.loops = loops;
        this.ticker = ticker;
        this.target = target;
        requests = new RequestWriter(options, this);
    }

    /** The first time the call itself is sent, after that another attempt of it. */
    @Override
    public Reply invoke(Invocation invocation) {
        ClientCall call = (ClientCall) invocation;
        if (call.start() || call.isCancelled()) {
            return call;
        }
        ClientCall again = call.again();
        again.start();
        return again;
    }

    Host<ConnectionPool> pickHost() {
        return hosts.pick(ticker.nanos());
    }

    /**
     * @return null if all were tried
     */
    @Nullable Host<ConnectionPool> hostAfter(Host<ConnectionPool> missed, int tried) {
        missed.missed(ticker.nanos());
        return hosts.after(missed, tried);
    }

    RequestWriter requests() {
        return requests;
    }

    ReplyReader replies() {
        return replies;
    }

    long nanosUntil(long deadlineNanos) {
        return deadlineNanos - ticker.nanos();
    }

    /**
     * Sees to it that a call does not wait for its connection for ever, though no thread waits with
     * it.
     */
    void expireLater(ClientCall call) {
        loops.next()
                .schedule(
                        call::expireIfWaiting,
                        nanosUntil(call.deadlineNanos()),
                        TimeUnit.NANOSECONDS);
    }

    @Override
    public String toString() {
        return target;
    }
}
