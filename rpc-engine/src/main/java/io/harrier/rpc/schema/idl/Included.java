package io.harrier.rpc.schema.idl;

import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The included files by what stands before their names: {@code shared} for {@code "a/shared.thrift"}.
 * Two files may have the same; then each is asked.
 */
final class Included {
    private record Prefixed(String prefix, IdlDocument document) {}

    private final List<Prefixed> documents;

    Included(Map<String, IdlDocument> includes) {
        documents =
                includes.entrySet().stream()
                        .map(e -> new Prefixed(prefix(e.getKey()), e.getValue()))
                        .toList();
    }

    /** Whether a file is included that such a name may be in. */
    boolean has(String name) {
        return documents.stream().anyMatch(included -> name.startsWith(included.prefix));
    }

    /** What an included file has under a name; null if there is no such file or thing. */
    <T> @Nullable T find(String name, BiFunction<IdlDocument, String, @Nullable T> get) {
        for (Prefixed included : documents) {
            if (name.startsWith(included.prefix)) {
                T found = get.apply(included.document, name.substring(included.prefix.length()));
                if (found != null) {
                    return found;
                }
            }
        }
        return null;
    }

    /** The names that included files define, as they may be written here. */
    Stream<String> names(Function<IdlDocument, Map<String, ?>> map) {
        return documents.stream()
                .flatMap(d -> map.apply(d.document).keySet().stream().map(name -> d.prefix + name));
    }

    private static String prefix(String include) {
        String file = include.substring(include.lastIndexOf('/') + 1);
        int dot = file.lastIndexOf('.');
        return (dot < 0 ? file : file.substring(0, dot)) + '.';
    }
}
