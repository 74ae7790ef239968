package io.harrier.rpc.cluster;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hosts from a source that is asked at intervals, on a thread of its own. A look-up that failed is
 * repeated after a second, then after twice the time, up to the interval. For any thread.
 */
public final class PolledDiscovery implements Discovery {
    private static final long FIRST_RETRY_NANOS = 1_000_000_000;

    private final Lookup lookup;
    private final long intervalNanos;
    private final Supplier<? extends ScheduledExecutorService> threads;
    private final Set<Poll> polls = ConcurrentHashMap.newKeySet();

    /** Finds the hosts; may block. */
    @FunctionalInterface
    public interface Lookup {
        List<HostAddress> hosts() throws Exception;
    }

    public PolledDiscovery(Lookup lookup, Duration interval) {
        this(lookup, interval, PolledDiscovery::thread);
    }

    PolledDiscovery(
            Lookup lookup,
            Duration interval,
            Supplier<? extends ScheduledExecutorService> threads) {
        this.lookup = lookup;
        this.threads = threads;
        intervalNanos = interval.toNanos();
    }

    @Override
    public Watch watch(Listener listener) {
        Poll poll = new Poll(listener, threads.get());
        polls.add(poll);
        poll.soon(0);
        return poll;
    }

    /** Asks now: something has told that the hosts may have changed. */
    public void refresh() {
        polls.forEach(poll -> poll.soon(0));
    }

    private static ScheduledExecutorService thread() {
        ScheduledThreadPoolExecutor thread =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            Thread made = new Thread(task, "rpc-discovery");
                            made.setDaemon(true);
                            return made;
                        });
        thread.setRemoveOnCancelPolicy(true);
        return thread;
    }

    private final class Poll implements Watch {
        private final Listener listener;
        private final ScheduledExecutorService thread;
        private @Nullable ScheduledFuture<?> next;
        private long retryNanos = FIRST_RETRY_NANOS;
        private volatile boolean closed;

        Poll(Listener listener, ScheduledExecutorService thread) {
            this.listener = listener;
            this.thread = thread;
        }

        /** There is one next look-up at most. */
        synchronized void soon(long nanos) {
            cancelNext();
            try {
                next = closed ? null : thread.schedule(this::look, nanos, TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                next = null; // closed meanwhile
            }
        }

        @Override
        public void close() {
            closed = true;
            polls.remove(this);
            thread.shutdownNow();
        }

        /** What is asked for up to here, this look-up sees to; what comes later needs another. */
        private synchronized void cancelNext() {
            if (next != null) {
                next.cancel(false);
                next = null;
            }
        }

        private synchronized void soonUnlessAsked(long nanos) {
            if (next == null) {
                soon(nanos);
            }
        }

        private void look() {
            cancelNext();
            long nanos = intervalNanos;
            try {
                List<HostAddress> hosts = lookup.hosts();
                retryNanos = FIRST_RETRY_NANOS;
                if (!closed) {
                    listener.onHosts(hosts);
                }
            } catch (Throwable e) { // nobody else would hear of it
                nanos = Math.min(retryNanos, intervalNanos);
                retryNanos = nanos * 2;
                tellFailure(e);
            } finally {
                soonUnlessAsked(nanos);
            }
        }

        private void tellFailure(Throwable cause) {
            if (!closed) {
                listener.onFailure(cause);
            }
        }
    }
}
