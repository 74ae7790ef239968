package io.harrier.rpc.codegen.serializer;

import io.harrier.rpc.codegen.JavaText;
import io.harrier.rpc.codegen.Source;
import io.harrier.rpc.codegen.Visibility;
import io.harrier.rpc.codegen.serializer.StructModel.Form;
import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.util.Elements;

/** Writes a model as the Java of its serializer. */
final class SerializerWriter {
    private static final List<String> IMPORTS =
            List.of(
                    "io.harrier.rpc.protocol.ProtocolReader",
                    "io.harrier.rpc.protocol.ProtocolWriter",
                    "io.harrier.rpc.protocol.WireTypes",
                    "io.harrier.rpc.serialize.ValueException",
                    "io.harrier.rpc.serialize.ValueSerializer",
                    "io.harrier.rpc.serialize.generated.GeneratedSerializer");

    private final Elements elements;
    private final StructModel model;
    private final TypeElement type;
    private final Source source = new Source();
    private final ValueCode values = new ValueCode(source);

    SerializerWriter(Elements elements, StructModel model) {
        this.elements = elements;
        this.model = model;
        type = model.type();
    }

    String write() {
        PackageElement home = elements.getPackageOf(type);
        if (!home.isUnnamed()) {
            source.line("package " + home.getQualifiedName() + ';').line("");
        }
        IMPORTS.forEach(name -> source.line("import " + name + ';'));
        source.line("").line("/** Writes and reads {@link " + type.getQualifiedName() + "}. */");
        generated();
        source.line(
                "@SuppressWarnings({\"cast\", \"deprecation\", \"exports\","
                        + " \"NullAway\", \"rawtypes\", \"removal\", \"unchecked\"})");
        source.open(
                (Visibility.isPublic(type) ? "public " : "")
                        + "final class "
                        + simpleName()
                        + JavaText.parameters(type)
                        + " extends GeneratedSerializer<"
                        + javaName()
                        + '>');
        if (model.form() == Form.UNION) {
            source.line("private static final String MEMBERS = \"" + members() + "\";").line("");
        }
        constructor();
        source.line("").line("@Override");
        source.open("public void write(" + javaName() + " value, ProtocolWriter out)");
        new WriteBody(model, source, values).add();
        source.close().line("").line("@Override");
        source.open("public " + javaName() + " read(ProtocolReader in)");
        new ReadBody(model, source, values).add();
        source.close();
        values.flush();
        return source.close().toString();
    }

    /** Where the module can name it; it is what coverage and lint tools look for. */
    private void generated() {
        String annotation = "javax.annotation.processing.Generated";
        if (elements.getTypeElement(elements.getModuleOf(type), annotation) != null) {
            source.line(
                    "@javax.annotation.processing.Generated(\""
                            + SerializableProcessor.class.getName()
                            + "\")");
        }
    }

    private void constructor() {
        List<? extends TypeParameterElement> parameters = type.getTypeParameters();
        if (parameters.isEmpty()) {
            source.line(
                    "public static final "
                            + simpleName()
                            + " INSTANCE = new "
                            + simpleName()
                            + "();");
            source.line("").open("public " + simpleName() + "()").close();
            return;
        }
        parameters.forEach(
                p -> source.line("private final ValueSerializer<" + p + "> of" + p + ';'));
        source.line("");
        source.open(
                "public "
                        + simpleName()
                        + parameters.stream()
                                .map(p -> "ValueSerializer<" + p + "> of" + p)
                                .collect(Collectors.joining(", ", "(", ")")));
        parameters.forEach(p -> source.line("this.of" + p + " = of" + p + ';'));
        source.close();
    }

    private String members() {
        return model.fields().stream()
                .map(member -> member.id() + " " + member.name())
                .collect(Collectors.joining(", "));
    }

    private String javaName() {
        return JavaText.of(type.asType());
    }

    private String simpleName() {
        String name = new Access(elements, type).serializerName(type);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
