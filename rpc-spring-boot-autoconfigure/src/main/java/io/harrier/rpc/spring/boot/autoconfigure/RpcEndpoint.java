package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.metrics.BufferStats;
import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.rules.RulesPush;
import io.harrier.rpc.rules.RulesState;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.trace.Tracing;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;

/**
 * What the application serves and calls now, and the changes that may be made while it runs. Those
 * need {@code management.endpoint.rpc.access=unrestricted}.
 */
@Endpoint(id = "rpc", defaultAccess = Access.READ_ONLY)
final class RpcEndpoint {
    private static final String SERVICES = "services";
    private static final String MIDDLEWARE = "middleware";
    private static final String RULES = "rules";

    /** Who brought the rules, for logs. */
    private static final String SOURCE = "the actuator's endpoint";

    private final OpenClients clients;
    private final ObjectProvider<RpcServerLifecycle> server;
    private final @Nullable Tracing tracing;
    private final @Nullable Rules rules;
    private final MiddlewareChanges changes;

    /**
     * @param tracing null if calls are neither traced nor counted
     * @param rules null if the application has none
     */
    RpcEndpoint(
            OpenClients clients,
            ObjectProvider<RpcServerLifecycle> server,
            @Nullable Tracing tracing,
            @Nullable Rules rules,
            MiddlewareChanges changes) {
        this.clients = clients;
        this.server = server;
        this.tracing = tracing;
        this.rules = rules;
        this.changes = changes;
    }

    /**
     * @param server null if none runs
     * @param tracing null if calls are neither traced nor counted
     * @param rules null if the application has none
     */
    record Overview(
            @Nullable ServerDescription server,
            Map<String, ClientDescription> clients,
            BufferStats buffers,
            @Nullable TracingDescription tracing,
            @Nullable RulesState rules) {}

    /**
     * The rules that hold, and what was counted.
     *
     * @param document as it came; empty if there is none
     */
    record RulesDescription(String document, RulesState state) {}

    /** The names, the outermost first. */
    record Chain(List<String> middleware) {}

    @ReadOperation
    Overview overview() {
        Map<String, ClientDescription> called = new TreeMap<>();
        clients.all().forEach((name, each) -> called.put(name, ClientDescription.of(each)));
        RpcServer running = running();
        return new Overview(
                running == null ? null : ServerDescription.of(running),
                called,
                BufferMeters.read(server, clients),
                tracing == null ? null : TracingDescription.of(tracing),
                rules == null ? null : rules.state());
    }

    /** The rules; null if the application has none. */
    @ReadOperation
    @Nullable RulesDescription rules(@Selector String part) {
        return rules == null || !part.equals(RULES)
                ? null
                : new RulesDescription(rules.document(), rules.state());
    }

    /**
     * Puts a document of rules in the place of the one that holds.
     *
     * @param document JSON, as a text
     */
    @WriteOperation
    RulesPush push(@Selector String part, String document) {
        if (rules == null || !part.equals(RULES)) {
            throw notChangeable(part, rules == null ? "nothing: there are no rules" : RULES);
        }
        return rules.push(document, SOURCE);
    }

    /** A service, with its schema; null if there is none of the name. */
    @ReadOperation
    @Nullable ServiceDescription service(@Selector String part, @Selector String name) {
        RpcServer running = running();
        return running == null || !part.equals(SERVICES)
                ? null
                : ServiceDescription.of(name, running.schemas());
    }

    /**
     * Puts a middleware into a chain, in the place of the one of its name if there is one.
     *
     * @param name in the chain
     * @param client the one whose calls it stands around; null for the server
     * @param with the one that is put there, by its own name; null if that is {@code name}
     */
    @WriteOperation
    Chain put(
            @Selector String part,
            @Selector String name,
            @Nullable String client,
            @Nullable String with) {
        requireMiddleware(part);
        return new Chain(changes.put(name, client, with == null ? name : with));
    }

    /** Takes a middleware out of a chain. */
    @DeleteOperation
    Chain remove(@Selector String part, @Selector String name, @Nullable String client) {
        requireMiddleware(part);
        return new Chain(changes.remove(name, client));
    }

    private static void requireMiddleware(String part) {
        if (!part.equals(MIDDLEWARE)) {
            throw notChangeable(part, MIDDLEWARE);
        }
    }

    private static InvalidEndpointRequestException notChangeable(String part, String expected) {
        return new InvalidEndpointRequestException(
                part + " cannot be changed (expected: " + expected + ')', "not changeable");
    }

    private @Nullable RpcServer running() {
        RpcServerLifecycle lifecycle = server.getIfAvailable();
        return lifecycle == null ? null : lifecycle.server();
    }
}
