package io.harrier.rpc.codegen.service;

import io.harrier.rpc.codegen.Source;
import io.harrier.rpc.codegen.service.ServiceModel.Method;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.lang.model.element.ModuleElement;

/**
 * Writes a service interface's generated class: its stub, its dispatcher, and room for arguments.
 * Names stand in full: types nested in the interface, or beside it, may be called like ours.
 */
final class ServiceWriter {
    private static final String ARGUMENTS = "io.harrier.rpc.serialize.Arguments";
    private static final String SERVICE = "io.harrier.rpc.serialize.generated.GeneratedService";
    private static final String STUB_PARAMETERS =
            '(' + SERVICE + ".Call[] calls, java.lang.String text)";

    private final ServiceModel model;
    private final List<Method> methods;
    private final Source source = new Source();
    private final ModuleElement compiled;

    /**
     * @param compiled the module that the class becomes part of
     */
    ServiceWriter(ServiceModel model, ModuleElement compiled) {
        this.model = model;
        this.compiled = compiled;
        methods = model.methods();
    }

    String write() {
        if (!model.packageName().isEmpty()) {
            source.line("package " + model.packageName() + ';').line("");
        }
        source.line("/** Calls, and answers for, {@link " + model.javaName() + "}. */");
        if (model.hasGenerated(compiled)) {
            String by = ServiceProcessor.class.getName();
            source.line("@javax.annotation.processing.Generated(\"" + by + "\")");
        }
        source.line(
                "@java.lang.SuppressWarnings({\"cast\", \"deprecation\", \"exports\", \"NullAway\", \"overrides\", \"rawtypes\", \"removal\", \"unchecked\", \"varargs\"})");
        source.open(
                visibility()
                        + "final class "
                        + simpleName()
                        + " extends "
                        + SERVICE
                        + '<'
                        + model.javaName()
                        + '>');
        constructor();
        method("public " + model.javaName() + " stub" + STUB_PARAMETERS);
        source.line("return new Stub$$(calls, text);").close();
        room();
        dispatcher();
        stub();
        IntStream.range(0, methods.size()).forEach(this::arguments);
        return source.close().toString();
    }

    private String simpleName() {
        return model.generatedName().substring(model.generatedName().lastIndexOf('.') + 1);
    }

    private String visibility() {
        return model.isPublic() ? "public " : "";
    }

    private void constructor() {
        source.open(visibility() + simpleName() + "()")
                .line("super(" + model.javaName() + ".class);");
        for (Method each : methods) {
            String types =
                    each.erased().stream()
                            .map(type -> ", " + type + ".class")
                            .collect(Collectors.joining());
            source.line(
                    "method(\""
                            + each.name()
                            + "\", "
                            + each.erasedReturn()
                            + ".class"
                            + types
                            + ");");
        }
        source.close();
    }

    private void method(String head) {
        source.line("").line("@java.lang.Override").open(head);
    }

    private void room() {
        method("public " + ARGUMENTS + " arguments(int method)");
        source.open("switch (method)");
        for (int i = 0; i < methods.size(); i++) {
            boolean isEmpty = methods.get(i).parameters().isEmpty();
            source.line(
                    "case "
                            + i
                            + ": return "
                            + (isEmpty ? ARGUMENTS + ".of();" : "new Arguments$$" + i + "();"));
        }
        otherwise();
        source.close();
    }

    private void otherwise() {
        source.line("default: throw new java.lang.IllegalArgumentException(\"method \" + method);")
                .close();
    }

    private void dispatcher() {
        method(
                "public java.lang.Object call("
                        + model.javaName()
                        + " handler, int method, "
                        + ARGUMENTS
                        + " given) throws java.lang.Throwable");
        source.open("switch (method)");
        for (int i = 0; i < methods.size(); i++) {
            source.open("case " + i + ":");
            Method each = methods.get(i);
            if (!each.parameters().isEmpty()) {
                source.line("Arguments$$" + i + " a = (Arguments$$" + i + ") given;");
            }
            String call = "handler." + each.name() + list(each, "a.v") + ';';
            if (each.isVoid()) {
                source.line(call).line("return null;").close();
            } else {
                source.line("return " + call).close();
            }
        }
        otherwise();
        source.close();
    }

    private static String list(Method method, String prefix) {
        return IntStream.range(0, method.parameters().size())
                .mapToObj(i -> prefix + i)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String parameters(Method method) {
        return IntStream.range(0, method.parameters().size())
                .mapToObj(i -> method.parameters().get(i) + " v" + i)
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private void stub() {
        source.line("").open("private static final class Stub$$ implements " + model.javaName());
        source.line("private final " + SERVICE + ".Call[] calls;");
        source.line("private final java.lang.String text;").line("");
        source.open("Stub$$" + STUB_PARAMETERS);
        source.line("this.calls = calls;").line("this.text = text;").close();
        for (int i = 0; i < methods.size(); i++) {
            Method each = methods.get(i);
            method("public " + each.returned() + ' ' + each.name() + parameters(each));
            String given =
                    each.parameters().isEmpty()
                            ? ARGUMENTS + ".of()"
                            : "new Arguments$$" + i + list(each, "v");
            String call = "calls[" + i + "].invoke(" + given + ");";
            source.line(each.isVoid() ? call : "return (" + each.returned() + ") " + call).close();
        }
        method("public java.lang.String toString()");
        source.line("return text;").close().close();
    }

    private void arguments(int index) {
        Method method = methods.get(index);
        List<String> types = method.parameters();
        if (types.isEmpty()) {
            return;
        }
        String name = "Arguments$$" + index;
        source.line("").open("private static final class " + name + " extends " + ARGUMENTS);
        for (int i = 0; i < types.size(); i++) {
            source.line("private " + types.get(i) + " v" + i + ';');
        }
        source.line("").open(name + "()").close().line("").open(name + parameters(method));
        for (int i = 0; i < types.size(); i++) {
            source.line("this.v" + i + " = v" + i + ';');
        }
        source.close();
        method("public int size()");
        source.line("return " + types.size() + ';').close();
        method("public java.lang.Object get(int index)");
        source.open("switch (index)");
        for (int i = 0; i < types.size(); i++) {
            source.line("case " + i + ": return v" + i + ';');
        }
        noIndex();
        source.close();
        method("public void set(int index, java.lang.Object value)");
        source.open("switch (index)");
        for (int i = 0; i < types.size(); i++) {
            source.line("case " + i + ": v" + i + " = (" + types.get(i) + ") value; return;");
        }
        noIndex();
        source.close().close();
    }

    private void noIndex() {
        source.line("default: throw new java.lang.IndexOutOfBoundsException(index);").close();
    }
}
