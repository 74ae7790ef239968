package io.harrier.rpc.codegen.serializer;

import io.harrier.rpc.codegen.Source;
import io.harrier.rpc.codegen.serializer.WireType.Elements;
import io.harrier.rpc.codegen.serializer.WireType.Entries;
import io.harrier.rpc.codegen.serializer.WireType.Enumeration;
import io.harrier.rpc.codegen.serializer.WireType.Parameter;
import io.harrier.rpc.codegen.serializer.WireType.Scalar;
import io.harrier.rpc.codegen.serializer.WireType.Struct;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * The code that writes and reads values, within one class. What is asked for grows methods that
 * {@link #flush} puts behind the others: two for each enum and container, one or a class for each
 * serializer that must be put together.
 */
final class ValueCode {
    private final Map<WireType, Integer> helpers = new HashMap<>();
    private final Map<WireType, Integer> serializers = new HashMap<>();
    private final Deque<Runnable> pending = new ArrayDeque<>();
    private final Source source;

    ValueCode(Source source) {
        this.source = source;
    }

    /** The statement that writes a value of the type. */
    String write(WireType type, String value) {
        if (type instanceof Scalar scalar) {
            return String.format(scalar.write(), value);
        }
        if (type instanceof Enumeration) {
            return "out.writeI32(number" + helper(type) + '(' + value + "));";
        }
        return type instanceof Struct || type instanceof Parameter
                ? serializer(type) + ".write(" + value + ", out);"
                : "write" + helper(type) + '(' + value + ", out);";
    }

    /**
     * Writes the statements for a field, header and value.
     *
     * @param isPlain whether its absence may say as much as a zero
     */
    void writeField(WireType type, int id, String value, boolean isPlain) {
        String whole = isPlain && type instanceof Scalar scalar ? scalar.writeField() : null;
        if (isPlain && type instanceof Parameter parameter) {
            source.line("begin(" + parameter.field() + ", " + id + ", out);");
            source.line(write(type, value));
        } else if (whole == null) {
            String begin = isPlain ? "out.plainField(" : "out.field(";
            source.line(begin + type.wire() + ", " + id + ");").line(write(type, value));
        } else {
            source.line(String.format(whole, id, value));
        }
    }

    /** The expression that reads a field's value; writes what must stand before it. */
    String readField(WireType type) {
        String whole = type instanceof Scalar scalar ? scalar.readField() : null;
        if (whole == null) {
            source.line("in.expectField(" + type.wire() + ");");
        }
        return whole == null ? read(type) : whole;
    }

    /** The expression that reads a value of the type. */
    String read(WireType type) {
        if (type instanceof Scalar scalar) {
            return scalar.read();
        }
        if (type instanceof Enumeration) {
            return "constant" + helper(type) + "(in.readI32())";
        }
        return type instanceof Struct || type instanceof Parameter
                ? serializer(type) + ".read(in)"
                : "read" + helper(type) + "(in)";
    }

    /** Writes the methods that were asked for, and those that they ask for. */
    void flush() {
        while (!pending.isEmpty()) {
            pending.remove().run();
        }
    }

    /** The expression for the serializer of values of the type. */
    private String serializer(WireType type) {
        if (type instanceof Parameter parameter) {
            return parameter.field();
        }
        if (type instanceof Struct struct && struct.arguments().isEmpty()) {
            return struct.serializer() + ".INSTANCE";
        }
        Integer known = serializers.get(type);
        if (known == null) {
            known = serializers.size();
            serializers.put(type, known);
            int number = known;
            pending.add(() -> serializer(type, number));
        }
        return type.isOpen() ? "serializer" + known + "()" : "Serializer" + known + ".IT";
    }

    private int helper(WireType type) {
        Integer known = helpers.get(type);
        if (known == null) {
            known = helpers.size();
            helpers.put(type, known);
            int number = known;
            pending.add(() -> helper(type, number));
        }
        return known;
    }

    private void helper(WireType type, int number) {
        if (type instanceof Enumeration enumeration) {
            enumeration(enumeration, number);
        } else if (type instanceof Elements elements) {
            elements(elements, number);
        } else if (type instanceof Entries entries) {
            entries(entries, number);
        }
    }

    private void enumeration(Enumeration type, int number) {
        source.line("");
        source.open("private static int number" + number + '(' + type.java() + " constant)");
        source.open("return switch (constant)");
        type.constants().forEach(c -> source.line("case " + c.name() + " -> " + c.number() + ';'));
        source.close().line(";").close().line("");
        source.open("private static " + type.java() + " constant" + number + "(int number)");
        source.open("return switch (number)");
        type.constants()
                .forEach(
                        c ->
                                source.line(
                                        "case "
                                                + c.number()
                                                + " -> "
                                                + type.java()
                                                + '.'
                                                + c.name()
                                                + ';'));
        source.line("default -> null;").close().line(";").close();
    }

    private void elements(Elements type, int number) {
        WireType element = type.element();
        source.line("");
        source.open(
                modifiers(type)
                        + "void write"
                        + number
                        + "(java.util.Collection<?> elements, ProtocolWriter out)");
        source.line("int count = elements.size();");
        source.line("int written = 0;");
        source.line("Object part = null;");
        source.open("try");
        source.line("out.beginElements(" + type.wire() + ", " + element.wire() + ", count);");
        source.open("for (Object each : elements)");
        source.line("part = each;");
        source.line(write(element, '(' + cast(element) + " present(each))"));
        source.line("written++;");
        source.close();
        source.next("catch (ValueException | ClassCastException e)");
        source.line("throw failure(\"[\" + written + ']', part, e);");
        source.close();
        source.line("out.endElements();").line("requireUnchanged(count, written);").close();
        source.line("");
        source.open(modifiers(type) + type.java() + " read" + number + "(ProtocolReader in)");
        source.line("int count = in.beginElements(" + type.wire() + ", " + element.wire() + ");");
        source.line(
                type.java()
                        + " elements = new java.util."
                        + (type.isSet()
                                ? "LinkedHashSet<>(count + count / 3 + 1);"
                                : "ArrayList<>(count);"));
        source.open("for (int i = 0; i < count; i++)");
        source.line("elements.add(" + readKnown(element) + ");").close();
        source.line("in.endElements();").line("return elements;").close();
    }

    private void entries(Entries type, int number) {
        WireType key = type.key();
        WireType value = type.value();
        source.line("");
        source.open(
                modifiers(type)
                        + "void write"
                        + number
                        + "(java.util.Map<?, ?> entries, ProtocolWriter out)");
        source.line("int count = entries.size();");
        source.line("int written = 0;");
        source.line("Object part = null;");
        source.line("Object at = null;");
        source.open("try");
        source.line("out.beginEntries(" + key.wire() + ", " + value.wire() + ", count);");
        source.open("for (java.util.Map.Entry<?, ?> entry : entries.entrySet())");
        source.line("at = null;");
        source.line("part = entry.getKey();");
        source.line(write(key, '(' + cast(key) + " present(part))"));
        source.line("at = part;");
        source.line("part = entry.getValue();");
        source.line(write(value, '(' + cast(value) + " present(part))"));
        source.line("written++;");
        source.close();
        source.next("catch (ValueException | ClassCastException e)");
        source.line("throw failure(at == null ? \"[a key]\" : \"[\" + at + ']', part, e);");
        source.close();
        source.line("out.endEntries();").line("requireUnchanged(count, written);").close();
        source.line("");
        source.open(modifiers(type) + type.java() + " read" + number + "(ProtocolReader in)");
        source.line("int count = in.beginEntries(" + key.wire() + ", " + value.wire() + ");");
        source.line(
                type.java() + " entries = new java.util.LinkedHashMap<>(count + count / 3 + 1);");
        source.open("for (int i = 0; i < count; i++)");
        source.line("entries.put(" + readKnown(key) + ", " + readKnown(value) + ");").close();
        source.line("in.endEntries();").line("return entries;").close();
    }

    /** In a container there is no place for nothing. */
    private String readKnown(WireType type) {
        return type.isNullable() ? "known(" + read(type) + ')' : read(type);
    }

    private static String cast(WireType type) {
        return '(' + type.java() + ')';
    }

    private static String modifiers(WireType type) {
        return type.isOpen() ? "private " : "private static ";
    }

    /**
     * A serializer that is put together once: with type parameters in it when it is first asked
     * for, since types may contain themselves; else by a class of its own, since serializers that
     * are made when their classes are loaded may wait for each other.
     */
    private void serializer(WireType type, int number) {
        String made = type instanceof Struct struct ? make(struct) : "new Values" + number + "()";
        String java = "ValueSerializer<" + type.java() + '>';
        source.line("");
        if (type.isOpen()) {
            source.line("private " + java + " serializer" + number + ';').line("");
            source.open("private " + java + " serializer" + number + "()");
            source.line(java + " known = serializer" + number + ';');
            source.open("if (known == null)").line("known = " + made + ';');
            source.line("serializer" + number + " = known;").close();
            source.line("return known;").close();
        } else {
            source.open("private static final class Serializer" + number);
            source.line("static final " + java + " IT = " + made + ';').close();
        }
        if (!(type instanceof Struct)) {
            values(type, number);
        }
    }

    private String make(Struct struct) {
        return "new "
                + struct.serializer()
                + "<>("
                + String.join(", ", struct.arguments().stream().map(this::serializer).toList())
                + ')';
    }

    private void values(WireType type, int number) {
        source.line("");
        source.open(
                modifiers(type)
                        + "final class Values"
                        + number
                        + " implements ValueSerializer<"
                        + type.java()
                        + '>');
        source.line("@Override").open("public byte type()");
        source.line("return " + type.wire() + ';').close().line("");
        source.line("@Override")
                .open("public void write(" + type.java() + " value, ProtocolWriter out)");
        source.line(write(type, "value")).close().line("");
        source.line("@Override").open("public " + type.java() + " read(ProtocolReader in)");
        source.line("return " + read(type) + ';').close();
        if (type.zero() != null && !type.isBox()) {
            source.line("").line("@Override").open("public " + type.java() + " zero()");
            source.line("return " + type.zero() + ';').close();
        }
        source.close();
    }
}
