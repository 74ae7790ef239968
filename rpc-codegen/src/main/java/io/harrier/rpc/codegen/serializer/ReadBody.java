package io.harrier.rpc.codegen.serializer;

import io.harrier.rpc.codegen.JavaText;
import io.harrier.rpc.codegen.Source;
import io.harrier.rpc.codegen.serializer.StructModel.Field;
import io.harrier.rpc.codegen.serializer.StructModel.Form;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;

/** Adds what stands in a serializer's method {@code read}. */
final class ReadBody {
    private final StructModel model;
    private final TypeElement type;
    private final Source source;
    private final ValueCode values;

    ReadBody(StructModel model, Source source, ValueCode values) {
        this.model = model;
        type = model.type();
        this.source = source;
        this.values = values;
    }

    void add() {
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
                source.line(JavaText.of(type.asType()) + " object;");
                make("object = " + create("") + ';');
                model.fields().stream().filter(Field::isOptional).forEach(f -> set(f, f.absent()));
                zeros(this::setZero);
                readFields();
                source.line("return object;");
            }
            case UNION -> {
                source.line(JavaText.of(type.asType()) + " object = null;");
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
}
