package io.harrier.rpc.schema.idl;

/** What a piece of a text is. */
enum Token {
    /** A word or a name, with dots in it perhaps. */
    NAME,
    WHOLE,
    REAL,
    TEXT,
    /** One char. */
    SYMBOL,
    END
}
