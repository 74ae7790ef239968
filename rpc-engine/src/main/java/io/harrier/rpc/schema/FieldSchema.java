package io.harrier.rpc.schema;

/** One field of a struct, or one parameter of a method. */
public record FieldSchema(int id, String name, TypeSchema type, Requiredness requiredness) {}
