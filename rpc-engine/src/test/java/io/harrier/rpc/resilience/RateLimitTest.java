package io.harrier.rpc.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.call.Admission;
import io.harrier.rpc.call.Permit;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.Metadata;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateLimitTest {
    private static final Place FIND = Places.server("Users", "find");
    private static final Place SAVE = Places.server("Users", "save");
    private static final Place PAY = Places.server("Orders", "pay");

    private long now;

    @Test
    void server_overItsRate_refusesSafeToRetryUntilTimePasses() {
        Admission find = limit(RateLimits.NONE.withServer(2)).admission(FIND);

        assertThat(find.enter(from("a"))).isSameAs(Permit.NONE);
        find.enter(from("b"));
        assertThatThrownBy(() -> find.enter(from("c")))
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(ErrorKind.OVERLOADED);
                            assertThat(e.isSafeToRetry()).isTrue();
                            assertThat(e.getStackTrace()).isEmpty();
                        })
                .hasMessage(
                        "over the rate limit of the server (expected: at most 2 calls a second);"
                                + " safe to retry");
        now += Duration.ofMillis(500).toNanos();
        find.enter(from("c"));
    }

    @Test
    void limits_ofEachKind_areSharedByTheirKindOnly() {
        RateLimit method = limit(RateLimits.NONE.withMethod(1));
        assertThat(passes(method.admission(FIND), "a")).isTrue();
        assertThat(passes(method.admission(SAVE), "a")).isTrue();

        RateLimit service = limit(RateLimits.NONE.withService(1));
        assertThat(passes(service.admission(FIND), "a")).isTrue();
        assertThat(passes(service.admission(SAVE), "a")).isFalse();
        assertThat(passes(service.admission(PAY), "a")).isTrue();

        RateLimit caller = limit(RateLimits.NONE.withCaller(1));
        assertThat(passes(caller.admission(FIND), "a")).isTrue();
        assertThat(passes(caller.admission(PAY), "a")).isFalse();
        assertThat(passes(caller.admission(PAY), "b")).isTrue();
    }

    @Test
    void caller_overItsRate_takesNothingFromTheOthers() {
        Admission find = limit(RateLimits.NONE.withCaller(1).withServer(3)).admission(FIND);

        for (int i = 0; i < 10; i++) {
            passes(find, "greedy");
        }
        assertThat(passes(find, "a")).isTrue();
        assertThat(passes(find, "b")).isTrue();
        assertThat(passes(find, "c")).isFalse();
    }

    @Test
    void callers_withoutEnd_shareABucketAndNoMemory() {
        Admission find = limit(RateLimits.NONE.withCaller(1)).admission(FIND);
        for (int i = 0; i < 1_000; i++) {
            assertThat(passes(find, "caller " + i)).isTrue();
        }

        assertThat(passes(find, "one more")).isTrue();
        assertThat(passes(find, "and another")).isFalse();
        assertThat(passes(find, "caller 7")).isFalse();
    }

    @Test
    void nothing_isLimited_thenNothingStandsInTheWay() {
        assertThat(limit(RateLimits.NONE).admission(FIND)).isNull();
        assertThat(limit(RateLimits.NONE.withServer(1)).admission(Places.client("Users", "find")))
                .isNull();
    }

    @Test
    void limits_thatMakeNoSense_areRefused() {
        assertThatThrownBy(() -> RateLimits.NONE.withMethod(-1))
                .hasMessage("method: -1.0 calls a second (expected: 0..1000000000)");
        assertThatThrownBy(() -> RateLimits.NONE.withBurst(Duration.ofSeconds(-1)))
                .hasMessage("burst: PT-1S (expected: zero or more)");
    }

    private RateLimit limit(RateLimits limits) {
        return new RateLimit(limits, () -> now);
    }

    private static boolean passes(Admission admission, String caller) {
        try {
            admission.enter(from(caller));
            return true;
        } catch (RpcException e) {
            return false;
        }
    }

    private static CallContext from(String caller) {
        return new CallContext(
                "Users", "find", caller, "10.0.0.1:1", Metadata.NONE, CallContext.NO_DEADLINE);
    }
}
