package io.harrier.rpc.schema.idl;

import java.util.stream.Collectors;

/** The text of a documenting comment: without the stars before its lines, without its margin. */
final class DocComment {
    private DocComment() {}

    /** What stands between the opening and the closing of a comment, as its author meant it. */
    static String text(String inside) {
        return inside.lines()
                .map(DocComment::line)
                .collect(Collectors.joining("\n"))
                .replaceAll("^\n+|\n+$", "")
                .strip();
    }

    private static String line(String line) {
        String stripped = line.strip();
        int stars = stripped.startsWith("*") ? 1 : 0;
        int margin = stripped.startsWith("* ") ? 1 : 0;
        return stripped.substring(stars + margin);
    }

    /** A comment that has this text. */
    static String comment(String text, String indent) {
        String safe = text.replace("*/", "* /");
        if (safe.indexOf('\n') < 0 && !safe.startsWith("*")) {
            return indent + "/** " + safe + " */\n";
        }
        String lines =
                safe.lines()
                        .map(line -> (indent + " * " + line).stripTrailing() + '\n')
                        .collect(Collectors.joining());
        return indent + "/**\n" + lines + indent + " */\n";
    }
}
