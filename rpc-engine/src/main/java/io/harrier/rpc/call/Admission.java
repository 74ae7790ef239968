package io.harrier.rpc.call;

import io.harrier.rpc.context.CallContext;

/**
 * Lets a server's calls in, or refuses them, from their heads alone: the arguments of a refused
 * call are never read. It runs on an event loop and must not block.
 */
@FunctionalInterface
public interface Admission {
    /**
     * Lets a call in.
     *
     * @return what is told when the call has ended, however it does
     * @throws io.harrier.rpc.error.RpcException why it is refused, best made by {@link
     *     io.harrier.rpc.error.RpcException#refusal}
     */
    Permit enter(CallContext call);

    /** This one, then another that stands further inside. */
    default Admission then(Admission inner) {
        return call -> {
            Permit first = enter(call);
            try {
                return first.and(inner.enter(call));
            } catch (RuntimeException | Error e) {
                first.end();
                throw e;
            }
        };
    }
}
