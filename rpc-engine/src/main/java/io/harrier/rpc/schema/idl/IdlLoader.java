package io.harrier.rpc.schema.idl;

import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Loads a text with all that it includes, each text once. For one load. */
final class IdlLoader {
    private final IdlText.Source texts;
    private final IdlBudget budget = new IdlBudget();
    private final Map<String, IdlDocument> loaded = new HashMap<>();
    private final List<IdlText> open = new ArrayList<>();

    IdlLoader(IdlText.Source texts) {
        this.texts = texts;
    }

    /**
     * @throws IdlException at the first place where something is wrong
     */
    IdlDocument load(IdlText text) {
        budget.take(text.source());
        open.add(text);
        Syntax syntax = SyntaxParser.parse(text.source());
        Map<String, IdlDocument> includes = new LinkedHashMap<>();
        for (Syntax.Text include : syntax.includes()) {
            includes.put(include.text(), included(include, text));
        }
        open.remove(open.size() - 1);
        IdlDocument document = new DocumentResolver(text.source(), includes, budget).document(syntax);
        loaded.put(text.key(), document);
        return document;
    }

    private IdlDocument included(Syntax.Text include, IdlText from) {
        IdlText text = find(include, from);
        IdlDocument known = loaded.get(text.key());
        if (known != null) {
            return known;
        }
        requireNew(include, from, text);
        if (open.size() == IdlLimits.DEPTH) {
            throw from.source()
                    .error(
                            include.at(),
                            "includes too deep (expected: at most " + IdlLimits.DEPTH + ')');
        }
        return load(text);
    }

    private IdlText find(Syntax.Text include, IdlText from) {
        IdlText text = null;
        try {
            text = texts.find(include.text(), from);
        } catch (InvalidPathException illegal) {
            // is nowhere
        }
        if (text == null) {
            throw from.source()
                    .error(
                            include.at(),
                            "include not found",
                            Literals.literal(SourceText.shortened(include.text())),
                            "in " + String.join(", ", texts.places(from)));
        }
        return text;
    }

    private void requireNew(Syntax.Text include, IdlText from, IdlText text) {
        List<String> keys = open.stream().map(IdlText::key).toList();
        int first = keys.indexOf(text.key());
        if (first >= 0) {
            String circle =
                    open.subList(first, open.size()).stream()
                            .map(opened -> opened.source().name() + " -> ")
                            .collect(Collectors.joining());
            throw from.source()
                    .error(
                            include.at(),
                            "includes in a circle",
                            circle + text.source().name(),
                            "includes that end");
        }
    }
}
