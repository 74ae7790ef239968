package io.harrier.rpc.client;

import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.cluster.Host;
import io.harrier.rpc.cluster.HostSet;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.pool.ConnectionPool;
import io.netty.channel.EventLoopGroup;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The innermost link of a client's chain: sends the call to a host. For any thread. */
final class RemoteInvoker implements Invoker {
    private final HostSet<ConnectionPool> hosts;
    private final EventLoopGroup loops;
    private final Ticker ticker;
    private final LongSupplier random;
    private final Function<Invocation, ? extends @Nullable Object> hashKey;
    private final RequestWriter requests;
    private final ReplyReader replies = new ReplyReader();
    private final String target;

    /** Calls that wait to be told which hosts there are. */
    private final Set<ClientCall> undirected = ConcurrentHashMap.newKeySet();

    RemoteInvoker(
            HostSet<ConnectionPool> hosts,
            EventLoopGroup loops,
            Ticker ticker,
            LongSupplier random,
            ClientOptions options,
            Function<Invocation, ? extends @Nullable Object> hashKey,
            String target) {
        this.hosts = hosts;
        this.loops = loops;
        this.ticker = ticker;
        this.random = random;
        this.hashKey = hashKey;
        this.target = target;
        requests = new RequestWriter(options, this);
        hosts.told().whenComplete((nothing, never) -> undirected.forEach(this::direct));
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

    /**
     * @return null if no host is known
     */
    @Nullable Host<ConnectionPool> pickHost(Invocation call) {
        Host<ConnectionPool> only = hosts.only();
        return only == null ? hosts.pick(key(call)) : only;
    }

    /**
     * @return null if all were tried
     */
    @Nullable Host<ConnectionPool> otherHost(
            Invocation call, Collection<Host<ConnectionPool>> tried) {
        return hosts.other(key(call), tried);
    }

    /** A call has failed for what this host is to blame for. */
    void blame(Host<ConnectionPool> host, int epoch) {
        hosts.failed(host, epoch);
    }

    /**
     * Tells a call when it has been found out for the first time which hosts there are, unless it
     * has ended by then.
     */
    void whenHostsAreTold(ClientCall call) {
        undirected.add(call);
        call.whenComplete((value, error) -> undirected.remove(call));
        if (areHostsTold()) {
            direct(call);
        }
    }

    private void direct(ClientCall call) {
        if (undirected.remove(call)) {
            call.onHosts();
        }
    }

    boolean areHostsTold() {
        return hosts.told().isDone();
    }

    RpcException noHosts() {
        return new RpcException(
                ErrorKind.NOT_SENT,
                hosts.isClosed()
                        ? "the client of " + target + " is closed (expected: an open one)"
                        : "no hosts of "
                                + target
                                + " are known: "
                                + hosts.trouble()
                                + " (expected: one at least; safe to retry)");
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
        call.waitUntil(
                loops.next()
                        .schedule(
                                call::expireIfWaiting,
                                nanosUntil(call.deadlineNanos()),
                                TimeUnit.NANOSECONDS));
    }

    private long key(Invocation call) {
        Object key = hashKey.apply(call);
        return key == null ? random.getAsLong() : KeyHash.of(key);
    }

    @Override
    public String toString() {
        return target;
    }
}
