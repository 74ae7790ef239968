package io.harrier.rpc.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.call.TestInvocation;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import java.time.Duration;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private static final Place FIND = Places.client("Users", "find");
    private static final BreakerPolicy POLICY =
            BreakerPolicy.DEFAULT.withMinCalls(10).withProbes(2);

    private long now = 1;
    private int sent;
    private Supplier<Reply> answer = () -> Reply.ofValue("ok");
    private final Breaker breaker = new Breaker(POLICY, () -> now);
    private final Invoker find = breaker.around(call -> send(), FIND);

    @Test
    void failures_overTheRate_stopCallsUntilProbesSucceed() {
        fail(10);
        assertOpen(find);
        assertThat(sent).isEqualTo(10);

        now += POLICY.openFor().toNanos() + 1;
        answer = () -> Reply.ofValue("ok");
        assertThat(call(find).join()).isEqualTo("ok");
        assertThat(call(find).join()).isEqualTo("ok");
        fail(5);
        assertThat(sent).isEqualTo(17);
    }

    @Test
    void probes_thatFail_stopCallsAgain() {
        fail(10);
        now += POLICY.openFor().toNanos() + 1;
        fail(2);

        assertOpen(find);
    }

    @Test
    void failures_ofLongAgo_areForgotten() {
        fail(9);
        now += POLICY.window().plus(Duration.ofSeconds(2)).toNanos();
        fail(9);

        assertThat(sent).isEqualTo(18);
    }

    @Test
    void circuit_ofOneMethod_leavesTheOthersAlone() {
        Invoker save = breaker.around(call -> send(), Places.client("Users", "save"));
        fail(10);

        answer = () -> Reply.ofValue("saved");
        assertThat(call(save).join()).isEqualTo("saved");
        assertOpen(find);
    }

    @Test
    void answers_ofTheBusiness_areSuccesses() {
        answer = () -> Reply.ofFailure(new BizStatusException(7, "no"));
        for (int i = 0; i < 30; i++) {
            call(find);
        }

        assertThat(sent).isEqualTo(30);
    }

    @Test
    void cancelled_isNeitherAndHoldsNoProbe() {
        fail(10);
        now += POLICY.openFor().toNanos() + 1;
        answer = () -> Reply.ofFailure(new RpcException(ErrorKind.CANCELLED, "gone"));
        for (int i = 0; i < 5; i++) {
            call(find);
        }
        answer = () -> Reply.ofValue("ok");
        call(find);

        assertThat(call(find).join()).isEqualTo("ok");
        assertThat(sent).isEqualTo(17);
    }

    @Test
    void invoker_thatThrows_holdsNoProbe() {
        fail(10);
        now += POLICY.openFor().toNanos() + 1;
        answer =
                () -> {
                    throw new IllegalStateException("broken");
                };
        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> call(find)).hasMessage("broken");
        }
    }

    @Test
    void around_onAServer_isNotInTheChain() {
        Invoker next = call -> send();

        assertThat(breaker.around(next, Places.server("Users", "find"))).isSameAs(next);
    }

    private void fail(int calls) {
        answer = () -> Reply.ofFailure(new RpcException(ErrorKind.CONNECTION_LOST, "lost"));
        for (int i = 0; i < calls; i++) {
            call(find);
        }
    }

    private static void assertOpen(Invoker invoker) {
        assertThatThrownBy(() -> call(invoker).join())
                .cause()
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> {
                            assertThat(e.kind()).isEqualTo(ErrorKind.CIRCUIT_OPEN);
                            assertThat(e.isSafeToRetry()).isTrue();
                        })
                .hasMessage(
                        "Users/find: the circuit is open, as 50 % of its calls or more failed"
                                + " (tried again within 5000 ms); never sent");
    }

    private static Reply call(Invoker invoker) {
        return invoker.invoke(new TestInvocation(FIND));
    }

    private Reply send() {
        sent++;
        return answer.get();
    }
}
