package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcMiddleware;
import io.harrier.rpc.call.Invocation;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.MiddlewareOrder;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.context.TraceFlags;
import io.harrier.rpc.error.Failures;
import io.harrier.rpc.trace.TracedReply;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import org.jspecify.annotations.Nullable;

/** Observes calls through Micrometer: those that are sampled, or all. */
@RpcMiddleware(name = "observation", server = true, client = true)
final class ObservedCalls implements Middleware {
    private static final DefaultRpcServerObservationConvention SERVER =
            new DefaultRpcServerObservationConvention();
    private static final DefaultRpcClientObservationConvention CLIENT =
            new DefaultRpcClientObservationConvention();

    private final ObservationRegistry registry;
    private final boolean all;
    private final @Nullable RpcServerObservationConvention server;
    private final @Nullable RpcClientObservationConvention client;

    ObservedCalls(
            ObservationRegistry registry,
            boolean all,
            @Nullable RpcServerObservationConvention server,
            @Nullable RpcClientObservationConvention client) {
        this.registry = registry;
        this.all = all;
        this.server = server;
        this.client = client;
    }

    @Override
    public Invoker around(Invoker next, Place place) {
        return registry.isNoop()
                ? next
                : call -> all || isSampled(call) ? observe(next, call, place) : next.invoke(call);
    }

    @Override
    public int order() {
        return MiddlewareOrder.TRACING;
    }

    private static boolean isSampled(Invocation call) {
        return call instanceof TracedReply traced && TraceFlags.isSampled(traced.traceFlags());
    }

    private Reply observe(Invoker next, Invocation call, Place place) {
        Observation observation = (place.isServer() ? served(call) : called(call)).start();
        Reply reply = invoke(next, call, observation);
        reply.whenComplete((value, error) -> end(observation, error));
        return reply;
    }

    private static Reply invoke(Invoker next, Invocation call, Observation observation) {
        try {
            return observation.scoped(() -> next.invoke(call));
        } catch (Throwable e) { // which it has seen
            observation.stop();
            throw e;
        }
    }

    private static void end(Observation observation, @Nullable Throwable error) {
        if (error != null) {
            observation.error(Failures.unwrap(error));
        }
        observation.stop();
    }

    private Observation served(Invocation call) {
        return RpcObservationDocumentation.SERVER_CALL.observation(
                server, SERVER, () -> new RpcServerObservationContext(call), registry);
    }

    private Observation called(Invocation call) {
        return RpcObservationDocumentation.CLIENT_CALL.observation(
                client, CLIENT, () -> new RpcClientObservationContext(call), registry);
    }
}
