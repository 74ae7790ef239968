package io.harrier.rpc.resilience;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.call.TestInvocation;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryTest {
    private static final Place FIND = Places.idempotent("Users", "find");
    private static final Place PAY = Places.client("Users", "pay");
    private static final long MILLI = 1_000_000;

    private long now;
    private int sent;
    private final List<Long> waits = new ArrayList<>();
    private final Queue<Reply> answers = new ArrayDeque<>();
    private RetryPolicy policy = RetryPolicy.DEFAULT;

    @ParameterizedTest
    @CsvSource({
        "OVERLOADED,        2, 2",
        "DRAINING,          2, 2",
        "EXPIRED,           2, 2",
        "NOT_SENT,          2, 2",
        "CONNECTION_LOST,   2, 1",
        "CIRCUIT_OPEN,      1, 1",
        "DEADLINE_EXCEEDED, 1, 1",
        "HANDLER_FAILED,    1, 1",
        "BAD_REQUEST,       1, 1",
        "CANCELLED,         1, 1",
        "REMOTE,            1, 1"
    })
    void failure_ofEachKind_isSentAgainWhereItDoesNoHarm(ErrorKind kind, int idempotent, int once) {
        answers(failure(kind), Reply.ofValue("found"));
        call(FIND);
        assertThat(sent).isEqualTo(idempotent);

        sent = 0;
        answers(failure(kind), Reply.ofValue("paid"));
        call(PAY);
        assertThat(sent).isEqualTo(once);
    }

    @Test
    void answers_ofTheBusiness_areNotAskedForTwice() {
        answers(Reply.ofFailure(new BizStatusException(7, "no")), Reply.ofValue("x"));

        assertThatThrownBy(() -> call(FIND).join()).hasCauseInstanceOf(BizStatusException.class);
        assertThat(sent).isOne();
    }

    /** Methods with attempts of their own must not add budgets up. */
    @Test
    void sharing_spendsTheBudgetOfTheOther_withAttemptsOfItsOwn() {
        policy = new RetryPolicy(2, Duration.ZERO, Duration.ZERO, 0, 3);
        Retry common = retry();
        Retry more = common.sharing(policy.withMaxAttempts(3));
        Invoker failing =
                call -> {
                    sent++;
                    return failure(ErrorKind.NOT_SENT);
                };

        more.around(failing, FIND).invoke(new TestInvocation(FIND));
        assertThat(sent).isEqualTo(3);
        common.around(failing, FIND).invoke(new TestInvocation(FIND));
        assertThat(sent).as("two and the budget's last retry").isEqualTo(5);
        common.around(failing, FIND).invoke(new TestInvocation(FIND));
        more.around(failing, FIND).invoke(new TestInvocation(FIND));
        assertThat(sent).as("no budget is left").isEqualTo(7);
    }

    @Test
    void attempts_thatAllFail_endWithTheLastFailure() {
        policy = policy.withMaxAttempts(4).withDelay(Duration.ofMillis(10), Duration.ofMillis(25));
        answers(
                failure(ErrorKind.NOT_SENT),
                failure(ErrorKind.OVERLOADED),
                failure(ErrorKind.DRAINING),
                failure(ErrorKind.OVERLOADED));

        assertThatThrownBy(() -> call(FIND).join()).hasRootCauseMessage("OVERLOADED");

        assertThat(sent).isEqualTo(4);
        assertThat(waits).containsExactly(10 * MILLI, 20 * MILLI, 25 * MILLI);
    }

    @Test
    void deadline_thatTheWaitWouldPass_endsTheCall() {
        answers(failure(ErrorKind.OVERLOADED), Reply.ofValue("late"));
        Invocation call = new TestInvocation(FIND, CallContext.NONE, now + 10 * MILLI);

        Reply reply = invoker(FIND).invoke(call);

        assertThat(reply).isCompletedExceptionally();
        assertThat(waits).isEmpty();
    }

    @Test
    void budget_thatIsSpent_leavesOneAttemptACall() {
        Invoker invoker = invoker(FIND);
        for (int i = 0; i < 1_000; i++) {
            answers.clear();
            answers(failure(ErrorKind.OVERLOADED), failure(ErrorKind.OVERLOADED));
            answers.add(failure(ErrorKind.OVERLOADED));
            invoker.invoke(new TestInvocation(FIND));
        }

        assertThat(sent).isEqualTo(1_000 + 10);
    }

    @Test
    void attempt_thatThrows_endsTheCall() {
        Invoker throwing =
                retry().around(
                                call -> {
                                    if (sent++ > 0) {
                                        throw new IllegalStateException("broken middleware");
                                    }
                                    return failure(ErrorKind.OVERLOADED);
                                },
                                FIND);

        Reply reply = throwing.invoke(new TestInvocation(FIND));

        assertThatThrownBy(reply::join).hasRootCauseMessage("broken middleware");
    }

    @Test
    void cancel_whileAnAttemptIsUnderWay_endsItAndAllFurther() {
        Reply hanging = Reply.of(new java.util.concurrent.CompletableFuture<>());
        answers(hanging, Reply.ofValue("too late"));
        Reply reply = call(FIND);

        assertThat(reply.cancel(false)).isTrue();

        assertThat(hanging).isCancelled();
        assertThat(reply).isCancelled();
        assertThat(sent).isOne();
    }

    @Test
    void cancel_betweenTwoAttempts_sendsNoMore() {
        List<Runnable> later = new ArrayList<>();
        answers(failure(ErrorKind.OVERLOADED), Reply.ofValue("too late"));
        Retry retry = new Retry(policy, () -> now, (task, nanos) -> later.add(task), bound -> 0);
        Reply reply = retry.around(this::answer, FIND).invoke(new TestInvocation(FIND));

        reply.cancel(false);
        later.get(0).run();

        assertThat(reply).isCancelled();
        assertThat(sent).isOne();
    }

    @Test
    void around_whereNothingIsRetried_isNotInTheChain() {
        Invoker next = this::answer;

        assertThat(retry().around(next, Places.server("Users", "find"))).isSameAs(next);
        policy = policy.withMaxAttempts(1);
        assertThat(retry().around(next, FIND)).isSameAs(next);
    }

    @Test
    void policies_thatMakeNoSense_areRefused() {
        assertThatThrownBy(() -> policy.withMaxAttempts(11))
                .hasMessage("attempts: 11 (expected: 1..10)");
        assertThatThrownBy(() -> policy.withDelay(Duration.ofSeconds(2), Duration.ofSeconds(1)))
                .hasMessageStartingWith("retry delay: PT2S..PT1S (expected: ");
        assertThatThrownBy(() -> policy.withBudget(2, 10))
                .hasMessageStartingWith("retry budget: 2.0 and 10.0 a second (expected: ");
    }

    private void answers(Reply... replies) {
        answers.addAll(List.of(replies));
    }

    private Reply call(Place place) {
        return invoker(place).invoke(new TestInvocation(place));
    }

    private Invoker invoker(Place place) {
        return retry().around(this::answer, place);
    }

    private Retry retry() {
        return new Retry(
                policy,
                () -> now,
                (task, nanos) -> {
                    waits.add(nanos);
                    task.run();
                },
                bound -> bound - 1);
    }

    private Reply answer(Invocation call) {
        sent++;
        return answers.remove();
    }

    private static Reply failure(ErrorKind kind) {
        return Reply.ofFailure(new RpcException(kind, kind.name()));
    }
}
