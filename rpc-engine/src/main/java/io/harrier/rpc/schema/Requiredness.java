package io.harrier.rpc.schema;

/** Whether a field stands on the wire, as Thrift has it. */
public enum Requiredness {
    /** Always written; a message without it is refused. */
    REQUIRED,
    /** Written if it has a value; who reads must not count on it. */
    DEFAULT,
    /** Absent unless somebody set it: absence means something. */
    OPTIONAL
}
