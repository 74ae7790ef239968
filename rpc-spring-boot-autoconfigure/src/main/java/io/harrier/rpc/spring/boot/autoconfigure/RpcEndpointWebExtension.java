package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.rules.RulesPush;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.actuate.endpoint.InvalidEndpointRequestException;
import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Selector;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.EndpointWebExtension;

/** Tells callers over HTTP why a change was refused; Boot alone would say that it was. */
@EndpointWebExtension(endpoint = RpcEndpoint.class)
final class RpcEndpointWebExtension {
    private final RpcEndpoint endpoint;

    RpcEndpointWebExtension(RpcEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    @WriteOperation
    WebEndpointResponse<Object> put(
            @Selector String part,
            @Selector String name,
            @Nullable String client,
            @Nullable String with) {
        return answer(() -> endpoint.put(part, name, client, with));
    }

    @DeleteOperation
    WebEndpointResponse<Object> remove(
            @Selector String part, @Selector String name, @Nullable String client) {
        return answer(() -> endpoint.remove(part, name, client));
    }

    @WriteOperation
    WebEndpointResponse<Object> push(@Selector String part, String document) {
        return answer(() -> endpoint.push(part, document));
    }

    private static WebEndpointResponse<Object> answer(Supplier<Object> change) {
        try {
            Object answer = change.get();
            boolean isRefused = answer instanceof RulesPush push && !push.isAccepted();
            return new WebEndpointResponse<>(
                    answer,
                    isRefused
                            ? WebEndpointResponse.STATUS_BAD_REQUEST
                            : WebEndpointResponse.STATUS_OK);
        } catch (InvalidEndpointRequestException e) {
            return new WebEndpointResponse<>(
                    Map.of("error", String.valueOf(e.getMessage())),
                    WebEndpointResponse.STATUS_BAD_REQUEST);
        }
    }
}
