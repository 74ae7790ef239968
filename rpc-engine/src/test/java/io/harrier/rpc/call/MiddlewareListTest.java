package io.harrier.rpc.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MiddlewareListTest {
    private static final StructSchema NOTHING = new StructSchema("", List::of);
    private static final MethodSchema FIND = new MethodSchema("find", NOTHING, NOTHING);
    private static final Place PLACE =
            new Place(Place.Side.SERVER, new ServiceSchema("Users", List.of(FIND)), FIND);

    private final List<String> seen = new ArrayList<>();
    private final MiddlewareList list = new MiddlewareList();
    private Reply answer = Reply.ofValue("value");
    private final MethodChain chain = new MethodChain(list, PLACE, call -> answer);

    @Test
    void add_inAnyOrder_standsByItsNumberThenByItsTime() {
        list.add("b", noting("b"));
        list.add("breaker", at(MiddlewareOrder.CIRCUIT_BREAKER, noting("breaker")));
        list.add("a", noting("a"));
        list.add("log", at(MiddlewareOrder.LOGGING, noting("log")).where(place -> true));

        chain.invoke(call());

        assertThat(list.names()).containsExactly("log", "breaker", "b", "a");
        assertThat(seen).containsExactly("log", "breaker", "b", "a");
    }

    @Test
    void replace_whileACallIsInside_holdsForTheNextOne() {
        Middleware self =
                (next, place) ->
                        call -> {
                            list.replace("a", noting("new"));
                            return next.invoke(call);
                        };
        list.add("self", at(MiddlewareOrder.LOGGING, self));
        list.add("a", noting("old"));

        chain.invoke(call());
        chain.invoke(call());

        assertThat(seen).containsExactly("old", "new");
        assertThat(list.names()).containsExactly("self", "a");
    }

    @Test
    void remove_ofTheOnlyOne_leavesTheLastInvokerAlone() {
        list.add("a", noting("a"));
        chain.invoke(call());
        list.remove("a");

        chain.invoke(call());

        assertThat(seen).containsExactly("a");
    }

    @Test
    void names_thatAreTakenOrMissing_areRefused() {
        list.add("a", noting("a"));

        assertThatThrownBy(() -> list.add("a", noting("a")))
                .hasMessage("middleware a (expected: a name that is not among [a]; or replace it)");
        assertThatThrownBy(() -> list.remove("b"))
                .hasMessage("middleware b (expected: one of [a])");
        assertThatThrownBy(() -> list.replace("b", noting("b")))
                .hasMessage("middleware b (expected: one of [a])");
        assertThat(list.names()).containsExactly("a");
    }

    @Test
    void add_withoutAName_isCalledAfterItsClass() {
        list.add(new Closing());
        list.add(new Closing());
        list.add((next, place) -> next);

        assertThat(list.names()).containsExactly("Closing", "Closing-2", "middleware");
    }

    @Test
    void around_isAskedForOnce_howeverManyCallsThereAre() {
        AtomicInteger made = new AtomicInteger();
        list.add(
                "a",
                (next, place) -> {
                    made.incrementAndGet();
                    return next;
                });

        chain.invoke(call());
        chain.invoke(call());

        assertThat(made).hasValue(1);
    }

    @Test
    void where_elsewhere_isNotInTheChain() {
        list.add("a", noting("a").where(place -> place.method().name().equals("other")));
        list.add("b", noting("b").where(Place::isServer));

        chain.invoke(call());

        assertThat(seen).containsExactly("b");
    }

    @Test
    void close_behindTheLastCall_isOnce() {
        Closing closing = new Closing();
        list.add("closing", closing.where(place -> true));
        answer = new Reply();
        Reply first = chain.invoke(call());
        list.add("another", noting("x"));
        answer = new Reply();
        Reply second = chain.invoke(call());

        list.remove("closing");
        assertThat(closing.closed).isZero();
        first.complete("1");
        assertThat(closing.closed).isZero();
        second.complete("2");
        assertThat(closing.closed).isOne();

        list.close();
        assertThat(closing.closed).isOne();
    }

    @Test
    void close_ofACallThatThrows_isNotForgotten() {
        Closing closing = new Closing();
        list.add("closing", closing);
        list.add(
                "broken",
                (next, place) ->
                        call -> {
                            throw new IllegalStateException("broken");
                        });

        assertThatThrownBy(() -> chain.invoke(call())).hasMessage("broken");
        list.close();

        assertThat(closing.closed).isOne();
    }

    @Test
    void replace_byItself_closesNothing() {
        Closing closing = new Closing();
        list.add("closing", closing);

        list.replace("closing", closing);

        assertThat(closing.closed).isZero();
    }

    @Test
    void close_thatFails_isReportedAndNoMore() {
        list.add("failing", new Failing());

        list.remove("failing");

        assertThat(list.names()).isEmpty();
    }

    @Test
    void copy_thatChanges_leavesTheOtherAlone() {
        list.add("a", noting("a"));

        list.copy().remove("a");

        assertThat(list.names()).containsExactly("a");
    }

    @Test
    void admit_ofSeveral_endsThoseOutsideOfTheOneThatRefuses() {
        list.add("a", new Admitting("a", false));
        list.add("b", new Admitting("b", false));
        list.add("c", new Admitting("c", true).where(place -> true));

        assertThatThrownBy(() -> chain.enter().admit(CallContext.NONE))
                .isInstanceOf(RpcException.class)
                .hasMessage("c");

        assertThat(seen).containsExactly("a in", "b in", "b out", "a out");
    }

    @Test
    void admit_ofAll_endsTheInnermostFirst() {
        list.add("a", new Admitting("a", false));
        list.add("b", new Admitting("b", false));

        chain.enter().admit(CallContext.NONE).end();

        assertThat(seen).containsExactly("a in", "b in", "b out", "a out");
    }

    @Test
    void admit_byABrokenOne_isARefusal() {
        Middleware broken =
                new Admitting("x", false) {
                    @Override
                    public Admission admission(Place place) {
                        return call -> {
                            throw new IllegalStateException("broken");
                        };
                    }
                };
        list.add("broken", broken);

        assertThatThrownBy(() -> chain.enter().admit(CallContext.NONE))
                .isInstanceOfSatisfying(
                        RpcException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.HANDLER_FAILED))
                .hasMessage("biz error: admission failed: broken");
    }

    private class Admitting implements Middleware {
        private final String name;
        private final boolean refusing;

        Admitting(String name, boolean refusing) {
            this.name = name;
            this.refusing = refusing;
        }

        @Override
        public Invoker around(Invoker next, Place place) {
            return next;
        }

        @Override
        public @Nullable Admission admission(Place place) {
            return call -> {
                if (refusing) {
                    throw RpcException.refusal(ErrorKind.OVERLOADED, name);
                }
                seen.add(name + " in");
                return () -> seen.add(name + " out");
            };
        }
    }

    private static final class Closing implements Middleware, AutoCloseable {
        private int closed;

        @Override
        public Invoker around(Invoker next, Place place) {
            return next;
        }

        @Override
        public void close() {
            closed++;
        }
    }

    private static final class Failing implements Middleware, AutoCloseable {
        @Override
        public Invoker around(Invoker next, Place place) {
            return next;
        }

        @Override
        public void close() {
            throw new IllegalStateException("will not close");
        }
    }

    private static Middleware at(int order, Middleware inside) {
        return new Middleware() {
            @Override
            public Invoker around(Invoker next, Place place) {
                return inside.around(next, place);
            }

            @Override
            public int order() {
                return order;
            }
        };
    }

    private Middleware noting(String name) {
        return (next, place) ->
                call -> {
                    seen.add(name);
                    return next.invoke(call);
                };
    }

    private static Invocation call() {
        return new TestInvocation(PLACE);
    }
}
