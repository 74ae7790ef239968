package io.harrier.rpc.schema.idl;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Texts in memory, by name. An include line names one as it stands, or as a path seen from the text
 * it is in.
 */
final class MemoryTexts implements IdlText.Source {
    private final Map<String, String> texts;

    MemoryTexts(Map<String, String> texts) {
        this.texts = texts;
    }

    static IdlText text(String name, String text) {
        return new IdlText(normal(name), new SourceText(name, text));
    }

    @Override
    public @Nullable IdlText find(String include, IdlText from) {
        String folder = from.key().substring(0, from.key().lastIndexOf('/') + 1);
        for (String name : List.of(include, normal(folder + include), normal(include))) {
            String text = texts.get(name);
            if (text != null) {
                return text(name, text);
            }
        }
        return null;
    }

    @Override
    public List<String> places(IdlText from) {
        return List.of("the texts in memory");
    }

    /** A path without {@code .} and {@code ..}, as far as they lead to something. */
    private static String normal(String path) {
        List<String> parts = new ArrayList<>();
        for (String part : path.split("/", -1)) {
            boolean hasParent = !parts.isEmpty() && !parts.get(parts.size() - 1).equals("..");
            if (part.equals("..") && hasParent) {
                parts.remove(parts.size() - 1);
            } else if (!part.equals(".")) {
                parts.add(part);
            }
        }
        return String.join("/", parts);
    }
}
