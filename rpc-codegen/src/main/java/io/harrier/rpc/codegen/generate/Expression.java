package io.harrier.rpc.codegen.generate;

import java.util.List;
import java.util.stream.Collectors;

/** An expression of Java, which is broken into lines where it is too long for one. */
sealed interface Expression {
    /** In one line. */
    String flat();

    /** In as many lines as it needs, in a line that is indented so far. */
    String broken(int indent);

    /**
     * @param before chars that stand before it in its line, its indentation included
     * @param after chars that stand behind it
     */
    default String at(int indent, int before, int after) {
        String flat = flat();
        return before + flat.length() + after <= Lines.WIDTH ? flat : broken(indent);
    }

    record Atom(String flat) implements Expression {
        @Override
        public String broken(int indent) {
            return flat;
        }
    }

    /** {@code head(arguments)}. */
    record Call(String head, List<Expression> arguments) implements Expression {
        private static final int SHORT = 10;

        @Override
        public String flat() {
            return arguments.stream()
                    .map(Expression::flat)
                    .collect(Collectors.joining(", ", head + '(', ")"));
        }

        @Override
        public String broken(int indent) {
            if (arguments.isEmpty()) {
                return flat();
            }
            int inner = indent + Lines.CONTINUED;
            return head + "(\n" + Lines.spaces(inner) + inside(inner) + ')';
        }

        /** In one line; short ones fill the lines; others have each its own. */
        private String inside(int inner) {
            List<String> flat = arguments.stream().map(Expression::flat).toList();
            String line = String.join(", ", flat);
            if (inner + line.length() + 2 <= Lines.WIDTH) {
                return line;
            }
            return flat.stream().allMatch(argument -> argument.length() < SHORT)
                    ? filled(flat, inner)
                    : arguments.stream()
                            .map(argument -> argument.at(inner, inner, 2))
                            .collect(Collectors.joining(",\n" + Lines.spaces(inner)));
        }

        private static String filled(List<String> arguments, int inner) {
            StringBuilder all = new StringBuilder(arguments.get(0));
            int column = inner + all.length();
            for (String argument : arguments.subList(1, arguments.size())) {
                boolean fits = column + argument.length() + 4 <= Lines.WIDTH;
                all.append(fits ? ", " : ",\n" + Lines.spaces(inner)).append(argument);
                column = (fits ? column + 2 : inner) + argument.length();
            }
            return all.toString();
        }
    }

    /** {@code head.step(...).step(...)}. */
    record Chain(String head, List<Call> steps) implements Expression {
        @Override
        public String flat() {
            return steps.stream().map(Call::flat).collect(Collectors.joining(".", head + '.', ""));
        }

        @Override
        public String broken(int indent) {
            int inner = indent + Lines.CONTINUED;
            return steps.stream()
                    .map(step -> '\n' + Lines.spaces(inner) + '.' + step.at(inner, inner + 1, 1))
                    .collect(Collectors.joining("", head, ""));
        }
    }

    /** {@code first + second + ...}. */
    record Sum(List<String> parts) implements Expression {
        @Override
        public String flat() {
            return String.join(" + ", parts);
        }

        @Override
        public String broken(int indent) {
            return String.join('\n' + Lines.spaces(indent + Lines.CONTINUED) + "+ ", parts);
        }
    }
}
