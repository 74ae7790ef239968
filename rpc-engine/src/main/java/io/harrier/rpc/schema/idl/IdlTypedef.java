package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.TypeSchema;

/** Another name of a type. Where it is used, the schema shows the type itself. */
public record IdlTypedef(String name, TypeSchema type, Notes notes) {}
