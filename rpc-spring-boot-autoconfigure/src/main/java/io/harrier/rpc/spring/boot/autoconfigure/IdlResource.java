package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.schema.SchemaSource;
import io.harrier.rpc.schema.idl.IdlSchemas;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;
import org.springframework.core.io.Resource;

/** Reads the IDL of a client. A file's includes are found beside it; a text in a jar has none. */
final class IdlResource {
    private IdlResource() {}

    /**
     * @throws io.harrier.rpc.schema.SchemaException if it is broken
     */
    static SchemaSource read(String client, Resource idl) {
        try {
            return IdlSchemas.of(
                    idl.isFile()
                            ? ThriftIdlParser.parse(idl.getFile().toPath())
                            : ThriftIdlParser.parse(
                                    idl.getDescription(),
                                    idl.getContentAsString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new InvalidConfigurationPropertyValueException(
                    ClientConfiguration.key(client, "idl"),
                    idl.getDescription(),
                    "It cannot be read: " + e.getMessage());
        }
    }
}
