package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.TypeSchema;

/**
 * A constant.
 *
 * @param value in the form of {@link TypeSchema}'s values; immutable
 */
public record IdlConstant(String name, TypeSchema type, Object value, Notes notes) {}
