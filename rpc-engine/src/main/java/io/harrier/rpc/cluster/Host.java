package io.harrier.rpc.cluster;

import io.harrier.rpc.concurrent.StableHash;
import java.util.concurrent.atomic.AtomicLong;

/**
 * One host: what stands for it, the calls it has, how it has done. For any thread.
 *
 * @param <T> what stands for it
 */
public final class Host<T> {
    private static final long ONE_BEGUN = 1L << 32;

    private final T value;
    private final String name;
    private final long hash;
    private final HostHealth health;
    private volatile double weight;

    /** Calls begun so far in the upper half, calls in flight in the lower. */
    private final AtomicLong calls = new AtomicLong();

    Host(T value, HostAddress address, HostHealth health) {
        this.value = value;
        this.health = health;
        name = address.name();
        hash = StableHash.of(name);
        weight = address.weight();
    }

    public T value() {
        return value;
    }

    /** Host and port. */
    public String name() {
        return name;
    }

    /** How much of the calls it is to get beside others. */
    public double weight() {
        return weight;
    }

    void weight(double changed) {
        weight = changed;
    }

    /** Calls of this client that it has not ended. */
    public int inFlight() {
        return (int) calls.get();
    }

    /**
     * Part of its usual calls that it is to get now: 0 while it is avoided, growing from 0.1 to 1
     * while it comes back, else 1.
     */
    public double share() {
        return weight == 0 ? 0 : health.share();
    }

    /** Its place among all hosts for this key, as an unsigned number; the same in every process. */
    public long rank(long key) {
        return StableHash.mix(key ^ hash);
    }

    /**
     * As {@link #rank}, with its weight: twice as often the greatest of all with twice the weight.
     */
    public double score(long key) {
        return -weight / StrictMath.log(StableHash.fraction(rank(key)));
    }

    /**
     * A call goes there.
     *
     * @return the epoch of its attempt: to be told with what becomes of it
     */
    public int begin() {
        calls.addAndGet(ONE_BEGUN + 1);
        return health.epoch();
    }

    /** A call that went there is there no more, and says nothing about it. */
    public void end() {
        calls.decrementAndGet();
    }

    /** A call has ended well. */
    public void succeeded(int epoch) {
        end();
        health.succeeded(epoch);
    }

    /**
     * It has given a connection.
     *
     * @return the epoch of the attempt from here on: by this connection the host may have come back
     */
    public int reached() {
        return health.reached();
    }

    /**
     * It has refused one: others are preferred for a second, twice as long each time in a row up to
     * half a minute, and a random part less, so that clients do not come back all at once. Not if
     * the attempt is of a former epoch: the host has been avoided, or has come back, since.
     */
    public void missed(int epoch) {
        health.missed(epoch);
    }

    HostHealth health() {
        return health;
    }

    /** Whether this failure and those before it are too many. */
    boolean failed(int epoch) {
        long now = calls.decrementAndGet();
        return health.failed(epoch, (int) (now >>> 32));
    }

    /** How it does. */
    public HostStats stats() {
        return new HostStats(name, weight, share(), inFlight(), failureRate());
    }

    double failureRate() {
        return health.failureRate((int) (calls.get() >>> 32));
    }

    @Override
    public String toString() {
        return name;
    }
}
