package io.harrier.rpc.server;

import org.jspecify.annotations.Nullable;

/**
 * Answers the methods of a service that is known by its schema alone, in JSON. Called by many
 * threads.
 */
@FunctionalInterface
public interface JsonHandler {
    /**
     * Answers a call.
     *
     * @param method its name on the wire
     * @param arguments a JSON object of the parameters by their names
     * @return the value as a JSON text, or a {@link java.util.concurrent.CompletionStage} of it;
     *     null for methods without one
     * @throws Exception a {@link io.harrier.rpc.serialize.generic.GenericException} is a declared
     *     one
     */
    @Nullable Object handle(String method, String arguments) throws Exception;
}
