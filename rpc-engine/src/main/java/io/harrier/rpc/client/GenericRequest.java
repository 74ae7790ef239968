package io.harrier.rpc.client;

import java.util.Map;

/**
 * A call without classes.
 *
 * @param service its name on the wire; empty for the generic client's own
 * @param method its name on the wire
 * @param arguments by the names of the parameters, in the forms that {@link
 *     io.harrier.rpc.schema.TypeSchema} tells
 * @param attachments metadata for the called service alone
 */
public record GenericRequest(
        String service, String method, Map<String, ?> arguments, Map<String, String> attachments) {

    public GenericRequest(String service, String method, Map<String, ?> arguments) {
        this(service, method, arguments, Map.of());
    }
}
