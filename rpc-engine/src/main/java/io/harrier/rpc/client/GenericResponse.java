package io.harrier.rpc.client;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What came back from a call without classes.
 *
 * @param value in the form that {@link io.harrier.rpc.schema.TypeSchema} tells; null for methods
 *     without one
 * @param attachments what the called service sent backward
 */
public record GenericResponse(@Nullable Object value, Map<String, String> attachments) {}
