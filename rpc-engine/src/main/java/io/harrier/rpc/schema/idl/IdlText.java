package io.harrier.rpc.schema.idl;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One file's text.
 *
 * @param key what tells it from other files, however they are named
 * @param source the text with the name that messages show
 */
record IdlText(String key, SourceText source) {

    /** Where texts come from. */
    interface Source {
        /** What an include line of another text names; null if it is nowhere. */
        @Nullable IdlText find(String include, IdlText from);

        /** Where {@link #find} looks. */
        List<String> places(IdlText from);
    }
}
