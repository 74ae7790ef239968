package io.harrier.rpc.codegen.serializer;

import io.harrier.rpc.codegen.JavaText;
import io.harrier.rpc.codegen.Source;
import io.harrier.rpc.codegen.Visibility;
import io.harrier.rpc.codegen.serializer.StructModel.Field;
import io.harrier.rpc.codegen.serializer.StructModel.Form;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
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
        writeBody();
        source.close().line("").line("@Override");
        source.open("public " + javaName() + " read(ProtocolReader in)");
        readBody();
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

    private void writeBody() {
        boolean mayFail =
                model.form() == Form.UNION || model.fields().stream().anyMatch(Field::mayFail);
        if (mayFail) {
            source.line("String place = \"\";").line("Object part = null;").open("try");
        }
        source.line("out.beginStruct();");
        if (model.form() == Form.UNION) {
            writeMember();
        } else {
            model.fields().forEach(this::writeField);
        }
        source.line("out.endStruct();");
        if (mayFail) {
            source.next("catch (ValueException | ClassCastException e)");
            source.line("throw failure(place, part, e);").close();
        }
    }

    private void writeMember() {
        for (Field member : model.fields()) {
            String open = "if (value instanceof " + member.java() + " member)";
            if (member == model.fields().get(0)) {
                source.open(open);
            } else {
                source.next("else " + open);
            }
            place(member, "member");
            values.writeField(member.type(), member.id(), held(member), false);
        }
        source.next("else");
        source.line("throw new ClassCastException(value + \" is of no member's class\");").close();
    }

    /** What of a union's member travels: itself, or the value in it. */
    private static String held(Field member) {
        String held = "member" + member.getter();
        return member.getter().isEmpty() || member.isPrimitive()
                ? held
                : "((" + member.type().java() + ") present(" + held + "))";
    }

    private void writeField(Field field) {
        if (field.isPrimitive()) {
            values.writeField(field.type(), field.id(), "value" + field.getter(), true);
            return;
        }
        String local = field.local();
        String held = field.isOptional() ? local + ".get()" : local;
        source.line(field.java() + ' ' + local + " = value" + field.getter() + ';');
        source.open(
                "if ("
                        + local
                        + " != null"
                        + (field.isOptional() ? " && " + local + ".isPresent()" : "")
                        + ')');
        if (field.mayFail()) {
            place(field, held);
        }
        values.writeField(field.type(), field.id(), held, field.isPlain());
        source.close();
    }

    private void place(Field field, String part) {
        source.line("place = \"." + field.name() + "\";").line("part = " + part + ';');
    }

    private void readBody() {
        switch (model.form()) {
            case CONSTRUCTED -> {
                model.fields()
                        .forEach(
                                f ->
                                        source.line(
                                                f.java()
                                                        + ' '
                                                        + f.local()
                                                        + " = "
                                                        + f.absent()
                                                        + ';'));
                zeros(field -> source.line(field.local() + " = " + zero(field) + ';'));
                readFields();
                String all =
                        model.fields().stream().map(Field::local).collect(Collectors.joining(", "));
                make("return " + create(all) + ';');
            }
            case SET -> {
                source.line(javaName() + " object;");
                make("object = " + create("") + ';');
                model.fields().stream().filter(Field::isOptional).forEach(f -> set(f, f.absent()));
                zeros(this::setZero);
                readFields();
                source.line("return object;");
            }
            case UNION -> {
                source.line(javaName() + " object = null;");
                readFields();
                source.open("if (object == null)");
                source.line("throw noMember(" + rawName() + ".class, MEMBERS);").close();
                source.line("return object;");
            }
        }
    }

    /**
     * Where absence means zero, fields that may be absent for that reason are zero to begin with.
     */
    private void zeros(Consumer<Field> begin) {
        List<Field> plain =
                model.fields().stream()
                        .filter(field -> field.isPlain() && !"null".equals(zero(field)))
                        .filter(field -> model.form() == Form.SET || !field.isPrimitive())
                        .toList();
        if (!plain.isEmpty()) {
            source.open("if (in.isAbsentZero())");
            plain.forEach(begin);
            source.close();
        }
    }

    private void setZero(Field field) {
        if (field.type() instanceof WireType.Parameter) {
            source.open("if (" + zero(field) + " != null)");
            set(field, zero(field));
            source.close();
        } else {
            set(field, zero(field));
        }
    }

    private static String zero(Field field) {
        String zero = Objects.requireNonNull(field.type().zero());
        return field.isPrimitive() && !zero.equals("false")
                ? '(' + field.java() + ") " + zero
                : zero;
    }

    private String create(String arguments) {
        return "new "
                + rawName()
                + (type.getTypeParameters().isEmpty() ? "" : "<>")
                + '('
                + arguments
                + ')';
    }

    private void readFields() {
        source.line("in.beginStruct();");
        source.open("for (int id = in.nextId(); id != ProtocolReader.END; id = in.nextId())");
        source.open("switch (id)");
        model.fields().forEach(this::readField);
        source.line("default -> in.skipField();").close().close().line("in.endStruct();");
    }

    private void readField(Field field) {
        source.open("case " + field.id() + " ->");
        if (model.form() == Form.UNION) {
            source.open("if (object != null)");
            source.line("throw secondMember(" + rawName() + ".class, " + field.id() + ", MEMBERS);")
                    .close();
        }
        String value = values.readField(field.type());
        switch (model.form()) {
            case CONSTRUCTED -> source.line(field.local() + " = " + taken(field, value) + ';');
            case UNION -> readMember(field, value);
            case SET -> readSet(field, value);
        }
        source.close();
    }

    private void readMember(Field member, String value) {
        if (member.getter().isEmpty()) {
            source.line("object = " + value + ';');
            return;
        }
        source.line("var held = " + value + ';');
        if (member.type().isNullable()) {
            source.open("if (held != null)");
        }
        make("object = new " + member.java() + "(held);", member.java());
        if (member.type().isNullable()) {
            source.close();
        }
    }

    private void readSet(Field field, String value) {
        source.line(field.java() + " given = " + taken(field, value) + ';');
        if (field.type().isNullable() && !field.isOptional()) {
            source.open("if (given != null)");
            set(field, "given");
            source.close();
        } else {
            set(field, "given");
        }
    }

    private void set(Field field, String value) {
        String setter = Objects.requireNonNull(field.setter());
        String statement = "object" + String.format(setter, value) + ';';
        if (setter.endsWith(")")) {
            make(statement);
        } else {
            source.line(statement);
        }
    }

    /** What is read, as the field's declared type. */
    private static String taken(Field field, String value) {
        if (field.isOptional()) {
            String optional = field.type().isNullable() ? "ofNullable" : "of";
            return "java.util.Optional." + optional + '(' + value + ')';
        }
        boolean isSame = field.isPrimitive() || field.java().equals(field.type().java());
        return isSame ? value : '(' + field.java() + ") (Object) " + value;
    }

    /** Code of the type's author, who may throw anything. */
    private void make(String statement) {
        make(statement, rawName());
    }

    private void make(String statement, String made) {
        source.open("try").line(statement).next("catch (Exception e)");
        source.line("throw refused(" + made + ".class, e);").close();
    }

    private String rawName() {
        return type.getQualifiedName().toString();
    }

    private String javaName() {
        return JavaText.of(type.asType());
    }

    private String simpleName() {
        String name = new Access(elements, type).serializerName(type);
        return name.substring(name.lastIndexOf('.') + 1);
    }
}
