package io.harrier.rpc.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PolledDiscoveryTest {
    private static final Duration INTERVAL = Duration.ofSeconds(5);

    private final ManualThread thread = new ManualThread();
    private final List<Object> told = new ArrayList<>();
    private final Discovery.Listener listener =
            new Discovery.Listener() {
                @Override
                public void onHosts(List<HostAddress> hosts) {
                    told.add(hosts);
                }

                @Override
                public void onFailure(Throwable cause) {
                    told.add(cause.getMessage());
                }
            };
    private List<HostAddress> hosts = List.of(new HostAddress("a", 1));
    private boolean isDown;
    private @Nullable Runnable meanwhile;

    private final PolledDiscovery discovery =
            new PolledDiscovery(this::look, INTERVAL, thread::executor);

    private List<HostAddress> look() throws IOException {
        if (isDown) {
            throw new IOException("down");
        }
        if (meanwhile != null) {
            meanwhile.run();
        }
        return hosts;
    }

    @Test
    void watch_looksAtOnceThenAtIntervals() {
        discovery.watch(listener);
        assertThat(told).isEmpty(); // not on the caller's thread

        assertThat(thread.run()).isEqualTo(Duration.ZERO);
        List<HostAddress> first = hosts;
        hosts = List.of(new HostAddress("b", 1));
        assertThat(thread.run()).isEqualTo(INTERVAL);
        assertThat(told).containsExactly(first, hosts);
    }

    @Test
    void watch_sourceIsDown_asksAgainSoonerAndSlowsDown() {
        isDown = true;
        discovery.watch(listener);
        thread.run();
        assertThat(told).containsExactly("down");

        assertThat(thread.run()).isEqualTo(Duration.ofSeconds(1));
        assertThat(thread.run()).isEqualTo(Duration.ofSeconds(2));
        assertThat(thread.run()).isEqualTo(Duration.ofSeconds(4));
        assertThat(thread.run()).isEqualTo(INTERVAL);
        isDown = false;
        assertThat(thread.run()).isEqualTo(INTERVAL);
        assertThat(told).last().isEqualTo(hosts);
        isDown = true;
        assertThat(thread.run()).isEqualTo(INTERVAL);
        assertThat(thread.run()).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    void watch_sourceThrowsAnError_tellsItAndGoesOn() {
        meanwhile = PolledDiscoveryTest::fail;
        discovery.watch(listener);
        thread.run();
        assertThat(told).containsExactly("bad source");

        meanwhile = null;
        assertThat(thread.run()).isEqualTo(Duration.ofSeconds(1));
        assertThat(told).last().isEqualTo(hosts);
    }

    @Test
    void watch_listenerThrowsWhateverItIsTold_goesOn() {
        discovery.watch(
                new Discovery.Listener() {
                    @Override
                    public void onHosts(List<HostAddress> hosts) {
                        fail();
                    }

                    @Override
                    public void onFailure(Throwable cause) {
                        fail();
                    }
                });
        thread.run();

        assertThat(thread.run()).isEqualTo(Duration.ofSeconds(1));
    }

    private static void fail() {
        throw new AssertionError("bad source");
    }

    @Test
    void refresh_looksAtOnce() {
        discovery.watch(listener);
        thread.run();
        discovery.refresh();

        assertThat(thread.run()).isEqualTo(Duration.ZERO);
        assertThat(told).hasSize(2);
    }

    @Test
    void refresh_duringALookUp_looksAgainAtOnce() {
        discovery.watch(listener);
        meanwhile = discovery::refresh; // what has changed now may be missing in the answer
        thread.run();
        meanwhile = null;

        assertThat(thread.run()).isEqualTo(Duration.ZERO);
        assertThat(thread.run()).isEqualTo(INTERVAL);
    }

    @Test
    void close_looksNoMore() {
        Discovery.Watch watch = discovery.watch(listener);
        thread.run();
        watch.close();
        discovery.refresh();
        thread.run(); // as if it had just begun

        assertThat(told).hasSize(1);
        assertThat(thread.isShut()).isTrue();
        assertThat(thread.isIdle()).isTrue();
    }

    @Test
    void dns_givesTheAddressesOfAName() throws Exception {
        CompletableFuture<List<HostAddress>> found = new CompletableFuture<>();
        try (Discovery.Watch watch =
                DnsDiscovery.of(new HostAddress("localhost", 7))
                        .watch(
                                new Discovery.Listener() {
                                    @Override
                                    public void onHosts(List<HostAddress> hosts) {
                                        found.complete(hosts);
                                    }

                                    @Override
                                    public void onFailure(Throwable cause) {
                                        found.completeExceptionally(cause);
                                    }
                                })) {
            assertThat(found.get(20, TimeUnit.SECONDS))
                    .isNotEmpty()
                    .isSubsetOf(
                            new HostAddress("127.0.0.1", 7), new HostAddress("0:0:0:0:0:0:0:1", 7));
            assertThat(watch).isNotNull();
        }
    }

    @ParameterizedTest
    @CsvSource({",30", "'',30", "60,60", "0,5", "-1,30"})
    void dns_isAskedAsOftenAsTheResolverForgets(String ttl, int seconds) {
        assertThat(DnsDiscovery.interval(ttl)).isEqualTo(Duration.ofSeconds(seconds));
    }
}
