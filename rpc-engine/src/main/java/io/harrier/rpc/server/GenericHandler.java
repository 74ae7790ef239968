package io.harrier.rpc.server;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers the methods of a service that is known by its schema alone. Called by many threads. */
@FunctionalInterface
public interface GenericHandler {
    /**
     * Answers a call.
     *
     * @param method its name on the wire
     * @param arguments by the names of the parameters, in the forms that {@link
     *     io.harrier.rpc.schema.TypeSchema} tells; parameters that were not sent are missing
     * @return the value in such a form, or a {@link java.util.concurrent.CompletionStage} of it;
     *     null for methods without one
     * @throws Exception a {@link io.harrier.rpc.serialize.generic.GenericException} is a declared
     *     one
     */
    @Nullable Object handle(String method, Map<String, Object> arguments) throws Exception;
}
