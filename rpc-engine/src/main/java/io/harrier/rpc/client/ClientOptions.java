package io.harrier.rpc.client;

import io.harrier.rpc.call.MethodRules;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.trace.Tracing;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a builder was told.
 *
 * @param name of the called service, as the wire's "to service"
 * @param caller of this application, as the wire's "from service"; empty if it has none
 * @param service the IDL service's name; empty for that of the proxy's type
 * @param methodTimeouts by wire method
 * @param tracing null if calls are not traced
 * @param rules null if there are none
 * @param idempotent wire methods that are, though their schemas do not say so
 */
record ClientOptions(
        String name,
        String caller,
        String service,
        FrameForm form,
        Protocol protocol,
        boolean multiplexedNames,
        boolean checksum,
        Duration timeout,
        Map<String, Duration> methodTimeouts,
        Set<String> idempotent,
        Duration connectTimeout,
        boolean connectTimeoutTold,
        int maxFrameBytes,
        @Nullable Tracing tracing,
        @Nullable Rules rules) {
    long timeoutNanos(String method) {
        return methodTimeouts.getOrDefault(method, timeout).toNanos();
    }

    /** The rules of one client's methods. */
    Function<Place, MethodRules> methodRules() {
        if (rules == null) {
            return place -> MethodRules.NONE;
        }
        return rules.side(tracing, name)::of;
    }

    /** The method with what was told about it. */
    MethodSchema told(MethodSchema method) {
        return idempotent.contains(method.name()) ? method.asIdempotent() : method;
    }

    /** The same for messages of another protocol. */
    ClientOptions with(Protocol other) {
        return new ClientOptions(
                name,
                caller,
                service,
                form,
                other,
                multiplexedNames,
                checksum,
                timeout,
                methodTimeouts,
                idempotent,
                connectTimeout,
                connectTimeoutTold,
                maxFrameBytes,
                tracing,
                rules);
    }
}
