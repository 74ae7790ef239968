package io.harrier.rpc.call;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Middleware folded around an invoker, for one method: a call goes through one chain from start to
 * end. Made by {@link MethodChain#enter}, {@link #leave left} once.
 */
public final class Chain {
    private final Layers layers;
    private final Invoker first;
    private final @Nullable Admission admission;
    private final Ruling ruling;

    Chain(Layers layers, Ruling ruling, Invoker first, @Nullable Admission admission) {
        this.layers = layers;
        this.ruling = ruling;
        this.first = first;
        this.admission = admission;
    }

    /** The first of the list is the outermost; with an empty list, {@code last} itself. */
    static Invoker fold(List<Middleware> middleware, Place place, Invoker last) {
        Invoker folded = last;
        for (int i = middleware.size() - 1; i >= 0; i--) {
            folded = middleware.get(i).around(folded, place);
        }
        return folded;
    }

    /**
     * Asks whether a call may come in, before its arguments are read.
     *
     * @throws RpcException if it may not
     */
    public Permit admit(CallContext call) {
        try {
            return admission == null ? Permit.NONE : admission.enter(call);
        } catch (RpcException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new RpcException(
                    ErrorKind.HANDLER_FAILED, "biz error: admission failed: " + e.getMessage(), e);
        }
    }

    /** The whole time of a client's call, as rules say it; 0 if they do not. */
    public long timeoutNanos() {
        return ruling.timeoutNanos();
    }

    public Reply invoke(Invocation call) {
        return first.invoke(call);
    }

    /** Makes the one call that has entered; the chain is left when the reply is there. */
    public Reply complete(Invocation call) {
        if (!layers.isCounted()) {
            return first.invoke(call);
        }
        try {
            Reply reply = first.invoke(call);
            reply.whenComplete((value, error) -> leave());
            return reply;
        } catch (Throwable e) {
            leave();
            throw e;
        }
    }

    /** The call has ended. */
    public void leave() {
        layers.leave();
    }

    boolean isOf(Layers others, Ruling other) {
        return layers == others && ruling == other;
    }

    /** Whether calls may go on to begin with it while others begin with one of that ruling. */
    boolean holdsBeside(Layers others, Ruling other) {
        return layers == others && ruling != other && ruling.holdsBeside(other);
    }

    boolean enter() {
        return layers.enter();
    }
}
