package io.harrier.rpc.cluster;

import io.harrier.rpc.concurrent.Ticker;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The hosts of one target as they are known now, and the choice among them. For any thread.
 *
 * @param <T> what stands for a host
 */
public final class HostSet<T> implements Discovery.Listener, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HostSet.class);

    private final String target;
    private final Function<HostAddress, T> opener;
    private final Consumer<T> closer;
    private final Balancer balancer;
    private final HealthPolicy policy;
    private final Ticker ticker;
    private final LongSupplier random;

    private final CompletableFuture<Void> told = new CompletableFuture<>();
    private volatile Known<T> known = Known.none();
    private volatile @Nullable String trouble;
    private volatile boolean closed;

    /** One answer in the order of names, its hosts, and what chooses among them. */
    private record Known<T>(List<HostAddress> answer, List<Host<T>> hosts, Balancer.Picker picker) {
        static <T> Known<T> none() {
            return new Known<>(List.of(), List.of(), key -> -1);
        }
    }

    /**
     * @param opener makes what stands for a host
     * @param closer of one that is a host of the target no more
     */
    public HostSet(
            String target,
            Function<HostAddress, T> opener,
            Consumer<T> closer,
            Balancer balancer,
            Ticker ticker,
            LongSupplier random) {
        this(target, opener, closer, balancer, HealthPolicy.DEFAULT, ticker, random);
    }

    HostSet(
            String target,
            Function<HostAddress, T> opener,
            Consumer<T> closer,
            Balancer balancer,
            HealthPolicy policy,
            Ticker ticker,
            LongSupplier random) {
        this.target = target;
        this.opener = opener;
        this.closer = closer;
        this.balancer = balancer;
        this.policy = policy;
        this.ticker = ticker;
        this.random = random;
    }

    /** What it is called by. */
    public String target() {
        return target;
    }

    /** Completes when it is known for the first time which hosts there are, or that it is not. */
    public CompletableFuture<Void> told() {
        return told;
    }

    /** Why no hosts are known, or not the newest; null if all is well. */
    public @Nullable String trouble() {
        return trouble;
    }

    /** The host of a target that has one; null if it has none or several. */
    public @Nullable Host<T> only() {
        List<Host<T>> now = known.hosts();
        return now.size() == 1 ? now.get(0) : null;
    }

    /**
     * A host for a new call; one that is avoided only if all are.
     *
     * @param key see {@link Balancer.Picker#pick}
     * @return null if none is known
     */
    public @Nullable Host<T> pick(long key) {
        Known<T> now = known;
        int index = now.picker().pick(key);
        return index < 0 ? other(key, List.of()) : now.hosts().get(index);
    }

    /**
     * A host for a call that has left others: the next one for its key, and one that is avoided
     * only if all are.
     *
     * @return null if all were tried
     */
    public @Nullable Host<T> other(long key, Collection<Host<T>> tried) {
        Comparator<Host<T>> usableFirst = Comparator.comparing(host -> host.share() > 0);
        return known.hosts().stream()
                .filter(host -> !tried.contains(host))
                .max(usableFirst.thenComparing(host -> host.score(key)))
                .orElse(null);
    }

    /**
     * A call on this host has failed for what the host is to blame for. If that happened too often,
     * and less often on the others, it is avoided for a while.
     *
     * @param epoch of the attempt; one of a former epoch is not held against the host
     */
    public void failed(Host<T> host, int epoch) {
        if (host.failed(epoch)) {
            ejectIfOthersDoBetter(host);
        }
    }

    public boolean isClosed() {
        return closed;
    }

    public List<Host<T>> hosts() {
        return known.hosts();
    }

    @Override
    public void onHosts(List<HostAddress> addresses) {
        if (addresses.isEmpty()) {
            onTrouble("the answer has no hosts", null);
        } else {
            update(addresses);
        }
        told.complete(null);
    }

    @Override
    public void onFailure(Throwable cause) {
        onTrouble(cause.toString(), cause);
        told.complete(null);
    }

    /** Closes all hosts, and those that are still told. */
    @Override
    public void close() {
        List<Host<T>> left;
        synchronized (this) {
            closed = true;
            left = known.hosts();
            known = Known.none();
        }
        left.forEach(host -> closer.accept(host.value()));
    }

    private void update(List<HostAddress> addresses) {
        List<Host<T>> opened = new ArrayList<>();
        List<Host<T>> unused = opened; // unless all goes well
        try {
            unused = take(byName(addresses), opened);
        } finally {
            unused.forEach(host -> closer.accept(host.value()));
        }
    }

    /** In the order of names; the first of those with the same. */
    private static List<HostAddress> byName(List<HostAddress> addresses) {
        Map<String, HostAddress> named = new TreeMap<>();
        addresses.forEach(each -> named.putIfAbsent(each.name(), each));
        return List.copyOf(named.values());
    }

    /**
     * @param opened gets the new ones
     * @return those that are no more
     */
    private synchronized List<Host<T>> take(List<HostAddress> answer, List<Host<T>> opened) {
        if (closed) {
            return List.of();
        }
        List<Host<T>> gone = answer.equals(known.answer()) ? List.of() : replace(answer, opened);
        tellNoTrouble();
        return gone;
    }

    private List<Host<T>> replace(List<HostAddress> answer, List<Host<T>> opened) {
        Map<String, Host<T>> left = new TreeMap<>();
        known.hosts().forEach(host -> left.put(host.name(), host));
        boolean isFirst = left.isEmpty();
        List<Host<T>> hosts = new ArrayList<>();
        answer.forEach(each -> hosts.add(keepOrOpen(each, left.remove(each.name()), opened)));
        choose(answer, List.copyOf(hosts));
        if (!isFirst) {
            LOG.debug("{}: hosts are {}; no more are {}", target, hosts, left.keySet());
        }
        return List.copyOf(left.values());
    }

    private Host<T> keepOrOpen(
            HostAddress address, @Nullable Host<T> before, List<Host<T>> opened) {
        if (before != null) {
            return before;
        }
        HostHealth health = new HostHealth(policy, ticker, random);
        if (!known.hosts().isEmpty()) {
            health.startSlowly();
        }
        Host<T> host = new Host<>(opener.apply(address), address, health);
        opened.add(host);
        return host;
    }

    /** If the balancer fails, all is as it was. */
    private void choose(List<HostAddress> answer, List<Host<T>> hosts) {
        try {
            weigh(hosts, answer);
            known = new Known<>(answer, hosts, balancer.over(hosts));
        } catch (Throwable e) {
            weigh(known.hosts(), known.answer());
            throw e;
        }
    }

    private void weigh(List<Host<T>> hosts, List<HostAddress> answer) {
        for (int i = 0; i < hosts.size(); i++) {
            hosts.get(i).weight(answer.get(i).weight());
        }
    }

    private void tellNoTrouble() {
        if (trouble != null) {
            LOG.info("{}: its hosts can be found again", target);
            trouble = null;
        }
    }

    /** Once, until it is over. */
    private synchronized void onTrouble(String why, @Nullable Throwable cause) {
        if (trouble == null && !closed) {
            LOG.warn(
                    "{}: its hosts cannot be found: {}; {} (told once; asked for again)",
                    target,
                    why,
                    known.hosts().isEmpty()
                            ? "calls fail meanwhile"
                            : "those known before stay in use: " + known.hosts());
            LOG.debug("{}: why its hosts cannot be found", target, cause);
        }
        trouble = why;
    }

    private synchronized void ejectIfOthersDoBetter(Host<T> host) {
        List<Host<T>> all = known.hosts();
        long ejected = all.stream().filter(each -> each.health().isEjected()).count();
        double others =
                others(host)
                        .mapToDouble(Host::failureRate)
                        .average()
                        .orElse(1); // nobody is there to take its calls
        if (ejected + 1 <= policy.mostEjected() * all.size() && others * 2 < host.failureRate()) {
            host.health().eject();
            LOG.debug("{}: {} is avoided for its failures", target, host);
        }
    }

    private Stream<Host<T>> others(Host<T> host) {
        return known.hosts().stream().filter(each -> each != host && each.share() > 0);
    }

    @Override
    public String toString() {
        return known.hosts().stream().map(Host::name).collect(Collectors.joining(", "));
    }
}
