package io.harrier.rpc.codegen.generate;

import java.util.List;

/** Lines of Java in the layout of google-java-format, as AOSP has it. */
final class Lines {
    static final int WIDTH = 100;
    static final int CONTINUED = 8;
    private static final int INDENT = 4;

    private final StringBuilder out = new StringBuilder();
    private int indent;

    static String spaces(int count) {
        return " ".repeat(count);
    }

    int indent() {
        return indent;
    }

    /** A line, or several of which the later ones have their indentation. */
    Lines add(String line) {
        out.append(line.isEmpty() ? "" : spaces(indent)).append(line).append('\n');
        return this;
    }

    Lines blank() {
        return add("");
    }

    Lines open(String line) {
        add(line);
        indent += INDENT;
        return this;
    }

    Lines close(String line) {
        indent -= INDENT;
        return add(line);
    }

    Lines addAll(List<String> lines) {
        lines.forEach(this::add);
        return this;
    }

    /**
     * {@code head(parameters) clause end}.
     *
     * @param clause what is thrown or implemented; empty if nothing
     */
    String declaration(String head, List<String> parameters, String clause, String end) {
        String all = String.join(", ", parameters);
        String flat = head + '(' + all + ')';
        String rest = (clause.isEmpty() ? "" : ' ' + clause) + end;
        if (fits(flat + rest, indent)) {
            return flat + rest;
        }
        String inner = '\n' + spaces(indent + CONTINUED);
        String last = clause.isEmpty() ? end : inner + clause + end;
        if (!clause.isEmpty() && fits(flat, indent)) {
            return flat + last;
        }
        boolean isOneLine = fits(all + ')' + (clause.isEmpty() ? end : ""), indent + CONTINUED);
        String broken = isOneLine ? all : String.join(',' + inner, parameters);
        return head + '(' + inner + broken + ')' + last;
    }

    /** {@code left = value;}. */
    Lines assign(String left, Expression value) {
        String flat = left + " = " + value.flat() + ';';
        if (fits(flat, indent)) {
            return add(flat);
        }
        int inner = indent + CONTINUED;
        return add(left + " =\n" + spaces(inner) + value.at(inner, inner, 1) + ';');
    }

    Lines returns(Expression value) {
        String keyword = "return ";
        return add(keyword + value.at(indent, indent + keyword.length(), 1) + ';');
    }

    private static boolean fits(String line, int from) {
        return from + line.length() <= WIDTH;
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
