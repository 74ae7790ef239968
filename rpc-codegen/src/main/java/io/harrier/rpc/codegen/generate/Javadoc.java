package io.harrier.rpc.codegen.generate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A comment that documents: texts of an IDL, in which nothing is a tag or an escape of Java. */
final class Javadoc {
    private static final String STAR = " * ";

    private final String doc;
    private final List<String> tags = new ArrayList<>();

    /**
     * @param doc a text of the IDL; empty if there is none
     */
    Javadoc(String doc) {
        this.doc = escaped(doc);
    }

    /**
     * Says something of a part, such as {@code @param name}.
     *
     * @param text as javadoc takes it; nothing is said if it is empty
     */
    Javadoc tag(String tag, String text) {
        if (!text.isBlank()) {
            tags.add(tag + ' ' + text);
        }
        return this;
    }

    /** Puts the comment into a file. */
    void addTo(Lines lines) {
        String single = doc.strip();
        int room = Lines.WIDTH - lines.indent() - "/** ".length() - " */".length();
        if (tags.isEmpty() && single.length() <= room && single.indexOf('\n') < 0) {
            if (!single.isEmpty()) {
                lines.add("/** " + single + " */");
            }
            return;
        }
        lines.add("/**");
        content(Lines.WIDTH - lines.indent() - STAR.length())
                .forEach(line -> lines.add((STAR + line).stripTrailing()));
        lines.add(" */");
    }

    private List<String> content(int width) {
        List<String> content = new ArrayList<>();
        String mark = "";
        for (String paragraph : doc.isEmpty() ? new String[0] : doc.split("\n(\\h*\n)+")) {
            if (!content.isEmpty()) {
                content.add("");
            }
            content.addAll(filled(mark + paragraph, width));
            mark = "<p>";
        }
        if (!content.isEmpty() && !tags.isEmpty()) {
            content.add("");
        }
        tags.forEach(tag -> content.addAll(filled(tag, width)));
        return content;
    }

    /** The later lines of a tag are indented. */
    private static List<String> filled(String text, int width) {
        String later = text.startsWith("@") ? "    " : "";
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : Arrays.asList(text.strip().split("\\s+"))) {
            if (!line.isEmpty() && line.length() + 1 + word.length() > width) {
                lines.add(line.toString());
                line = new StringBuilder(later).append(word);
            } else {
                line.append(line.isEmpty() ? "" : " ").append(word);
            }
        }
        lines.add(line.toString());
        return lines;
    }

    /** A text of the IDL as javadoc takes it. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("*/", "*&#47;")
                .replace("/*", "&#47;*")
                .replace("\\", "&#92;")
                .replace("@", "&#64;")
                .strip();
    }
}
