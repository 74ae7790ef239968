package io.harrier.rpc.codegen;

/** Java text that grows line by line. */
public final class Source {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    public Source line(String line) {
        if (!line.isEmpty()) {
            text.append("    ".repeat(depth)).append(line);
        }
        text.append('\n');
        return this;
    }

    /** A line that begins a block. */
    public Source open(String line) {
        line(line + " {");
        depth++;
        return this;
    }

    /** Ends a block and begins another, as in {@code } else {}. */
    public Source next(String line) {
        depth--;
        line("} " + line + " {");
        depth++;
        return this;
    }

    public Source close() {
        depth--;
        return line("}");
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
