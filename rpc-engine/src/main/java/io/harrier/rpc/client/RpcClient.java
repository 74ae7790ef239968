package io.harrier.rpc.client;

import io.harrier.rpc.call.MiddlewareList;
import io.harrier.rpc.cluster.Discovery;
import io.harrier.rpc.cluster.Host;
import io.harrier.rpc.cluster.HostSet;
import io.harrier.rpc.cluster.HostStats;
import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.frame.thrift.Protocols;
import io.harrier.rpc.metrics.BufferStats;
import io.harrier.rpc.pool.ConnectionPool;
import io.harrier.rpc.pool.PoolStats;
import io.harrier.rpc.protocol.ProtocolKind;
import io.harrier.rpc.reflect.Reflection;
import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.serialize.MethodBinding;
import io.harrier.rpc.serialize.ServiceBinder;
import io.harrier.rpc.serialize.ServiceBinding;
import io.harrier.rpc.serialize.generated.GeneratedSerializers;
import io.harrier.rpc.serialize.generated.GeneratedService;
import io.harrier.rpc.serialize.generated.GeneratedServices;
import io.harrier.rpc.serialize.generic.JsonOptions;
import io.harrier.rpc.serialize.protobuf.ProtobufBinder;
import io.harrier.rpc.serialize.protobuf.ProtobufShape;
import io.harrier.rpc.serialize.reflective.ReflectiveBinder;
import io.harrier.rpc.serialize.thrift.ThriftBinder;
import io.harrier.rpc.transport.EventLoops;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Calls the services of one target: a host, or several that are alike. For any thread; made once
 * and kept.
 *
 * <pre>{@code
 * RpcClient client = RpcClient.builder("127.0.0.1:8888").build();
 * Users.Iface users = client.proxy(Users.Iface.class);
 * }</pre>
 *
 * <p>Nothing is connected until the first call.
 */
public final class RpcClient implements AutoCloseable {
    /** The kinds of service interfaces that are known; built in, in one place. */
    private static final List<ServiceBinder> BINDERS =
            List.of(
                    new ThriftBinder(),
                    new ProtobufBinder(),
                    new ReflectiveBinder(new GeneratedSerializers()));

    private final ClientOptions options;
    private final HostSet<ConnectionPool> hosts;
    private final Discovery.Watch watch;
    private final EventLoops loops;
    private final boolean ownsLoops;
    private final RemoteInvoker remote;
    private final MiddlewareList middleware;
    private final Caller caller;

    RpcClient(
            ClientOptions options,
            HostSet<ConnectionPool> hosts,
            Discovery.Watch watch,
            EventLoops loops,
            boolean ownsLoops,
            RemoteInvoker remote,
            MiddlewareList middleware) {
        this.options = options;
        this.hosts = hosts;
        this.watch = watch;
        this.loops = loops;
        this.ownsLoops = ownsLoops;
        this.remote = remote;
        this.middleware = middleware;
        caller = new Caller(remote, middleware, options.methodRules(), Ticker.SYSTEM);
    }

    /**
     * @param target {@code host:port}, or several with commas between, an IPv6 address in brackets;
     *     {@code in-process:name} for a server of this JVM; or {@code dns://name:port} for all
     *     addresses of a name, looked up again as they may change. Calls are spread over the hosts,
     *     past those that do badly
     */
    public static RpcClientBuilder builder(String target) {
        return new RpcClientBuilder(target);
    }

    /** Whether {@link #proxy} may take this interface: it looks like that of a service. */
    public static boolean canCall(Class<?> type) {
        return BINDERS.stream().anyMatch(binder -> binder.canBind(type));
    }

    /**
     * A proxy whose methods call the service that the interface stands for, such as {@code X.Iface}
     * (blocking) or {@code X.AsyncIface} (callbacks).
     *
     * @throws IllegalArgumentException if the interface stands for no service
     */
    public <T> T proxy(Class<T> type) {
        return proxy(type, type);
    }

    /**
     * A proxy of an interface of your own for the service of another: its methods have the same
     * names and parameters, and may return {@link java.util.concurrent.CompletionStage}s.
     *
     * @param type whose methods are called
     * @param service the interface that stands for the service, such as {@code X.Iface}
     * @throws IllegalArgumentException if a method of {@code type} has no counterpart, or cannot
     *     travel in the client's protocol
     */
    public <T> T proxy(Class<T> type, Class<?> service) {
        return proxy(type, service, options.service());
    }

    /**
     * @param name of the service on the wire; empty for the interface's own
     */
    private <T> T proxy(Class<T> type, Class<?> service, String name) {
        ServiceBinding binding = binder(service).bind(type, service);
        ServiceSchema schema = name.isEmpty() ? binding.schema() : binding.schema().named(name);
        if (options.protocol() == Protocols.of(ProtocolKind.PROTOBUF)) {
            ProtobufShape.require(schema);
        }
        Map<Method, StubMethod> methods = new HashMap<>();
        for (MethodBinding method : binding.methods()) {
            ClientMethod called =
                    new ClientMethod(
                            schema,
                            options.told(method.schema()),
                            method.serializer(),
                            options,
                            caller.chain(schema, options.told(method.schema())));
            methods.put(
                    method.javaMethod(),
                    new StubMethod(
                            caller,
                            called,
                            method.style(),
                            List.of(method.javaMethod().getExceptionTypes())));
        }
        return stub(type, methods, "client of " + schema.name() + " at " + remote);
    }

    /** Of generated code where it knows all methods, else a proxy. */
    private static <T> T stub(Class<T> type, Map<Method, StubMethod> methods, String text) {
        GeneratedService<T> generated = GeneratedServices.find(type);
        GeneratedService.Call[] calls = new GeneratedService.Call[methods.size()];
        for (Map.Entry<Method, StubMethod> each : methods.entrySet()) {
            int index = generated == null ? -1 : generated.indexOf(each.getKey());
            if (index < 0 || index >= calls.length) {
                generated = null;
            } else {
                calls[index] = each.getValue();
            }
        }
        return generated == null ? proxy(type, methods, text) : generated.stub(calls, text);
    }

    private static <T> T proxy(Class<T> type, Map<Method, StubMethod> methods, String text) {
        Class<?>[] interfaces = {type};
        ClientProxy inside = new ClientProxy(methods, text);
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), interfaces, inside));
    }

    /**
     * Makes calls without classes.
     *
     * @param schemas of the services that are called
     * @param service the one that is meant where a call names none; empty for the only one
     */
    public GenericClient generic(SchemaSource schemas, String service) {
        return generic(schemas, service, JsonOptions.DEFAULT);
    }

    /**
     * @param json how values look in JSON texts
     */
    public GenericClient generic(SchemaSource schemas, String service, JsonOptions json) {
        return new GenericClient(caller, schemas, service, options, json);
    }

    /**
     * Makes calls without classes, of services whose schemas the called server tells: a Harrier one
     * that allows it, as it does to callers on the same machine. Each schema is asked for once.
     *
     * @param service the one that is meant where a call names none; empty for the only one
     */
    public GenericClient generic(String service) {
        return generic(schemas(), service);
    }

    /** What the called server tells of its services, as {@link #generic(String)} uses it. */
    public SchemaSource schemas() {
        return new ServerSchemas(proxy(Reflection.class, Reflection.class, Reflection.SERVICE));
    }

    /** Passes on what a server got, without looking into it. */
    public Relay relay() {
        return new Relay(caller, options);
    }

    /** The buffers of what its event loops write; others may use the same loops. */
    public BufferStats buffers() {
        return loops.buffers();
    }

    /** The middleware, which may be changed while calls are made. */
    public MiddlewareList middleware() {
        return middleware;
    }

    /** What it calls, as it was told. */
    public String target() {
        return hosts.target();
    }

    /** The hosts that are known; none until the target's name is looked up. */
    public List<HostStats> hosts() {
        return hosts.hosts().stream().map(Host::stats).toList();
    }

    /** Why no hosts are known, or not the newest; null if all is well. */
    public @Nullable String trouble() {
        return hosts.trouble();
    }

    /** What there is of connections to each host. */
    public List<PoolStats> connections() {
        return hosts.hosts().stream().map(host -> host.value().stats()).toList();
    }

    /**
     * Takes no more calls. With event loops of its own the client closes them, and calls in flight
     * fail; with loops that others use too, calls in flight may end.
     */
    @Override
    public void close() {
        List<Host<ConnectionPool>> all = hosts.hosts();
        watch.close();
        hosts.close();
        if (ownsLoops) {
            all.forEach(host -> host.value().closeNow());
            loops.close();
        }
        middleware.close();
    }

    private static ServiceBinder binder(Class<?> service) {
        return BINDERS.stream()
                .filter(binder -> binder.canBind(service))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        service.getName()
                                                + " (expected: a service interface: one of your own with methods, or X.Iface of a service X that Apache Thrift's compiler made)"));
    }
}
