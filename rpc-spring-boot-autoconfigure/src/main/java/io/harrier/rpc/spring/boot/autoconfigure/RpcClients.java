package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.client.GenericClient;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.schema.SchemaException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.BeanClassLoaderAware;
import org.springframework.core.io.Resource;
import org.springframework.util.ClassUtils;
import org.springframework.util.StringUtils;

/**
 * The application's clients: one for each name, made when a proxy of it is first asked for. Closed
 * after the server, so that handlers can call out to the end.
 */
final class RpcClients implements RpcClientRegistry, BeanClassLoaderAware, AutoCloseable {
    static final String BEAN = "rpcClients";

    private static final Logger LOG = LoggerFactory.getLogger(RpcClients.class);

    private final ClientConfiguration configuration;
    private final RpcClientConnectionDetails details;
    private final RpcClientFactory factory;
    private final OpenClients clients;
    private final Map<String, GenericClient> generics = new ConcurrentHashMap<>();
    private @Nullable ClassLoader loader;

    RpcClients(
            ClientConfiguration configuration,
            RpcClientConnectionDetails details,
            RpcClientFactory factory,
            OpenClients clients) {
        this.configuration = configuration;
        this.details = details;
        this.factory = factory;
        this.clients = clients;
    }

    @Override
    public void setBeanClassLoader(ClassLoader beans) {
        loader = beans;
    }

    @Override
    public <T> T proxy(String client, Class<T> type) {
        return proxy(client, type, "The application");
    }

    @Override
    public Set<String> names() {
        return configuration.names();
    }

    /** As the bean definitions of proxies call it. */
    Object proxyByName(String client, String type, String askedBy) {
        return proxy(client, ClassUtils.resolveClassName(type, loader), askedBy);
    }

    /**
     * A proxy that calls through the client of this name.
     *
     * @param askedBy the injection point, for the message of a failure
     */
    <T> T proxy(String name, Class<T> type, String askedBy) {
        RpcClient client = client(name, askedBy);
        try {
            return client.proxy(type);
        } catch (SchemaException e) {
            throw e; // has an analysis of its own
        } catch (IllegalArgumentException e) {
            throw ClientFailures.noService(askedBy, type, e);
        } catch (LinkageError e) {
            throw ClientFailures.missingLibrary(askedBy, type, e);
        }
    }

    /** Calls without classes; the same one for each name. */
    GenericClient generic(String name) {
        return generics.computeIfAbsent(name, this::openGeneric);
    }

    private GenericClient openGeneric(String name) {
        RpcClient client = client(name, "RpcTemplate");
        RpcClientProperties told = configuration.of(name);
        String service = told.getService() == null ? "" : told.getService();
        Resource idl = told.getIdl();
        return idl == null
                ? client.generic(service)
                : client.generic(IdlResource.read(name, idl), service);
    }

    /** Takes no more calls. */
    @Override
    public synchronized void close() {
        clients.close();
    }

    private synchronized RpcClient client(String name, String askedBy) {
        RpcClient known = clients.get(name);
        if (known == null) {
            known = open(name, askedBy);
            clients.add(name, known);
        }
        return known;
    }

    private RpcClient open(String name, String askedBy) {
        RpcClientProperties told = configuration.of(name);
        String target = details.target(name);
        if (!StringUtils.hasText(target)) {
            throw ClientFailures.noTarget(askedBy, name, names());
        }
        RpcClient client =
                factory.open(name, target, told, last -> configuration.keyInForce(name, last));
        LOG.info("RPC client {} calls {} over {}", name, target, word(told.getProtocol()));
        return client;
    }

    private static String word(@Nullable FrameForm told) {
        FrameForm form = told == null ? FrameForm.TTHEADER_FRAMED : told;
        String word = form.name().toLowerCase(Locale.ROOT).replace('_', '-');
        return form.hasHeader() ? word : word + ", which carries no deadline and no metadata";
    }
}
