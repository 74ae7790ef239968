package io.harrier.rpc.server;

import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.MethodChain;
import io.harrier.rpc.call.MethodRules;
import io.harrier.rpc.call.MiddlewareList;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.Head;
import io.harrier.rpc.reflect.Reflection;
import io.harrier.rpc.reflect.ServerReflection;
import io.harrier.rpc.rules.RuledSide;
import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.TracedMethod;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.ServerConnection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds the method that a request means: by the service it names; else, as Kitex does, the only
 * service that has the method. Apache Thrift's multiplexed names, {@code Service:method}, name the
 * service too. For any thread.
 */
final class ServiceTable {
    private static final char SEPARATOR = ':';
    private static final Invoker HANDLER = call -> ((ServerCall) call).invokeHandler();

    private final Map<String, Map<String, HandlerMethod>> services = new HashMap<>();
    private final Map<String, HandlerMethod> byMethod = new HashMap<>();
    private final Set<String> ambiguous = new HashSet<>();

    /**
     * The engine's own: found by its name alone, so that no method of the user's becomes ambiguous.
     * Made when it is first asked for.
     */
    private @Nullable Map<String, HandlerMethod> reflection;

    private final List<ServiceSchema> schemas = new ArrayList<>();
    private final ReflectionAccess access;
    private final @Nullable RawHandler unknown;
    private final MiddlewareList middleware;
    private final @Nullable RuledSide rules;
    private final @Nullable Tracing tracing;
    private final MethodChain chainOfUnknown;

    /** All of them together: their names are the callers'. Null if there is no handler for them. */
    private final @Nullable TracedMethod tracedUnknown;

    /**
     * @throws IllegalArgumentException if two of the lists have the same service name
     */
    ServiceTable(
            List<List<HandlerMethod>> handlers,
            ReflectionAccess access,
            @Nullable RawHandler unknown,
            MiddlewareList middleware,
            @Nullable Rules rules,
            @Nullable Tracing tracing) {
        this.access = access;
        this.unknown = unknown;
        this.middleware = middleware;
        this.tracing = tracing;
        this.rules = rules == null ? null : rules.side(tracing, "");
        chainOfUnknown = chain(Place.ofUnknown(Place.Side.SERVER));
        tracedUnknown =
                tracing == null || unknown == null
                        ? null
                        : tracing.method(Side.SERVER, TracedMethod.OTHER, TracedMethod.OTHER);
        for (List<HandlerMethod> methods : handlers) {
            add(methods);
        }
    }

    /** Of the services, but for the engine's own. */
    List<ServiceSchema> schemas() {
        return List.copyOf(schemas);
    }

    Set<String> names() {
        return services.keySet();
    }

    /**
     * Finds the method that a request means; one of the handler for unknown ones, if there is such
     * a handler.
     *
     * @throws RpcException of kind {@link ErrorKind#UNKNOWN_SERVICE} or {@link
     *     ErrorKind#UNKNOWN_METHOD}
     */
    HandlerMethod find(ServerConnection connection, Frame request) {
        Head head = request.head();
        String service = head == null ? null : head.service();
        String method = request.method();
        int separator = method.indexOf(SEPARATOR);
        boolean isMultiplexed = separator >= 0;
        if (isMultiplexed) {
            service = method.substring(0, separator);
            method = method.substring(separator + 1);
        }
        HandlerMethod found = find(service == null ? "" : service, method, !isMultiplexed);
        if (found == null) {
            found = other(service == null ? "" : service, method, connection, request);
        }
        return found;
    }

    private @Nullable HandlerMethod find(String service, String method, boolean mayMeanAnother) {
        Map<String, HandlerMethod> methods =
                service.equals(Reflection.SERVICE) ? reflection() : services.get(service);
        if (methods != null && !methods.isEmpty()) {
            return methods.get(method);
        }
        return mayMeanAnother && !ambiguous.contains(method) ? byMethod.get(method) : null;
    }

    private synchronized Map<String, HandlerMethod> reflection() {
        Map<String, HandlerMethod> made = reflection;
        if (made == null) {
            made = new HashMap<>();
            if (access != ReflectionAccess.NONE) {
                for (HandlerMethod each :
                        Handlers.of(new ServerReflection(schemas), Reflection.SERVICE)) {
                    made.put(each.name(), withChain(each));
                }
            }
            reflection = made;
        }
        return made;
    }

    private HandlerMethod other(
            String service, String method, ServerConnection connection, Frame request) {
        RawHandler others = unknown;
        if (others == null) {
            throw unknown(service, method);
        }
        return GenericHandlers.unknown(service, method, connection, request, others)
                .with(chainOfUnknown, tracedUnknown);
    }

    /**
     * @throws RpcException if a caller from elsewhere may not know of the method
     */
    void requireVisible(HandlerMethod method, ServerConnection connection) {
        if (access == ReflectionAccess.LOOPBACK
                && method.service().name().equals(Reflection.SERVICE)
                && !connection.isLoopback()) {
            throw new RpcException(
                    ErrorKind.UNKNOWN_SERVICE,
                    "reflection from "
                            + connection.remoteAddress()
                            + " (expected: a caller on the same machine, or a server that allows"
                            + " it to all)");
        }
    }

    private RpcException unknown(String service, String method) {
        if (ambiguous.contains(method) && service.isEmpty()) {
            return new RpcException(
                    ErrorKind.UNKNOWN_SERVICE,
                    "method "
                            + method
                            + " without a service name (expected: one of "
                            + services.keySet()
                            + ", as several have it)");
        }
        return service.isEmpty() || services.containsKey(service)
                ? new RpcException(
                        ErrorKind.UNKNOWN_METHOD,
                        "unknown method " + method + " (service " + service + ')')
                : new RpcException(
                        ErrorKind.UNKNOWN_SERVICE,
                        "unknown service "
                                + service
                                + ", method "
                                + method
                                + " (expected: one of "
                                + services.keySet()
                                + ')');
    }

    private HandlerMethod withChain(HandlerMethod method) {
        Place place = new Place(Place.Side.SERVER, method.service(), method.schema());
        TracedMethod traced =
                tracing == null
                        ? null
                        : tracing.method(Side.SERVER, method.service().name(), method.name());
        return method.with(chain(place), traced);
    }

    private MethodChain chain(Place place) {
        MethodRules ofMethod = rules == null ? MethodRules.NONE : rules.of(place);
        return new MethodChain(middleware, place, HANDLER, ofMethod);
    }

    private void add(List<HandlerMethod> methods) {
        ServiceSchema schema = methods.get(0).service();
        schemas.add(schema);
        String service = schema.name();
        Map<String, HandlerMethod> byName = new HashMap<>();
        for (HandlerMethod method : methods) {
            byName.put(method.name(), withChain(method));
        }
        Map<String, HandlerMethod> other = services.put(service, byName);
        if (other != null) {
            throw new IllegalArgumentException(
                    "service "
                            + service
                            + " has two handlers, "
                            + other.values().iterator().next().handlerName()
                            + " and "
                            + methods.get(0).handlerName()
                            + " (expected: one; give one of them another name)");
        }
        for (HandlerMethod method : byName.values()) {
            if (byMethod.put(method.name(), method) != null) {
                ambiguous.add(method.name());
            }
        }
    }
}
