package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.server.GenericHandler;

/**
 * A bean of this type is a service that the server answers without a class of it.
 *
 * <pre>{@code
 * @Bean
 * GenericRpcService users(@Value("classpath:users.thrift") Resource idl) throws IOException {
 *     SchemaSource schemas = IdlSchemas.of(ThriftIdlParser.parse(
 *             "users.thrift", idl.getContentAsString(StandardCharsets.UTF_8)));
 *     return GenericRpcService.of(schemas, "Users", (method, arguments) -> ...);
 * }
 * }</pre>
 *
 * @param handler called by many threads
 */
public record GenericRpcService(ServiceSchema schema, GenericHandler handler) {
    /**
     * @param service its name in the schemas
     * @throws IllegalArgumentException if they know none of this name
     */
    public static GenericRpcService of(
            SchemaSource schemas, String service, GenericHandler handler) {
        ServiceSchema schema = schemas.find(service);
        if (schema == null) {
            throw new IllegalArgumentException(
                    "service " + service + " (expected: one of " + schemas.services() + ')');
        }
        return new GenericRpcService(schema, handler);
    }
}
