package io.harrier.rpc.schema.idl;

/** What one document, with all it includes, may be at most: a text may come from anywhere. */
final class IdlLimits {
    static final int FILE_CHARS = 16 << 20;
    static final int ALL_CHARS = 64 << 20;
    static final int FILES = 1_000;

    /** Of a literal, a type or a value in itself, and of definitions that lead to others. */
    static final int DEPTH = 64;

    /** Of which a type may consist, once its typedefs are seen through. */
    static final int TYPE_PARTS = 256;

    /** Constants may name others, and services inherit: a short text may say much. */
    static final int VALUES = 1_000_000;

    static final int INHERITED_METHODS = 1_000_000;

    private IdlLimits() {}
}
