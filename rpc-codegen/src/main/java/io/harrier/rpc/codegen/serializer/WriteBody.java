package io.harrier.rpc.codegen.serializer;

import io.harrier.rpc.codegen.Source;
import io.harrier.rpc.codegen.serializer.StructModel.Field;
import io.harrier.rpc.codegen.serializer.StructModel.Form;

/** Adds what stands in a serializer's method {@code write}. */
final class WriteBody {
    private final StructModel model;
    private final Source source;
    private final ValueCode values;

    WriteBody(StructModel model, Source source, ValueCode values) {
        this.model = model;
        this.source = source;
        this.values = values;
    }

    void add() {
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
}
