package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.codegen.generate.Expression.Atom;
import io.harrier.rpc.codegen.generate.Expression.Call;
import io.harrier.rpc.codegen.generate.Expression.Chain;
import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Values of an IDL as one file writes them. */
final class JavaValues {
    /** More entries than Map.of takes. */
    private static final int SMALL_MAP = 10;

    private final TypeNames names;
    private final Imports imports;

    JavaValues(TypeNames names, Imports imports) {
        this.names = names;
        this.imports = imports;
    }

    /**
     * @param value in the form of {@link TypeSchema}'s values
     */
    Expression of(TypeSchema type, Object value) {
        return switch (type.kind()) {
            case VOID -> throw new IllegalArgumentException("a value of type void");
            case BOOL, I32, DOUBLE -> new Atom(value.toString());
            case I8 -> new Atom("(byte) " + value);
            case I16 -> new Atom("(short) " + value);
            case I64 -> new Atom(value + "L");
            case STRING -> new Atom(JavaLiterals.text((String) value));
            case BINARY -> binary((ByteBuffer) value);
            case UUID -> new Call(imports.name(UUID.class) + ".fromString", text(value.toString()));
            case ENUM -> constant(Objects.requireNonNull(type.enumeration()), (Integer) value);
            case LIST -> elements(List.class, type, (Collection<?>) value);
            case SET -> elements(Set.class, type, (Collection<?>) value);
            case MAP -> map(type, (Map<?, ?>) value);
            case STRUCT -> struct(Objects.requireNonNull(type.struct()), (Map<?, ?>) value);
        };
    }

    private static List<Expression> text(String text) {
        return List.of(new Atom(JavaLiterals.text(text)));
    }

    private Expression binary(ByteBuffer value) {
        String text = StandardCharsets.UTF_8.decode(value.duplicate()).toString();
        String bytes =
                JavaLiterals.text(text)
                        + ".getBytes("
                        + imports.name(StandardCharsets.class)
                        + ".UTF_8)";
        return new Call(imports.name(ByteBuffer.class) + ".wrap", List.of(new Atom(bytes)));
    }

    private Expression constant(EnumSchema type, int number) {
        String constant = Objects.requireNonNull(type.nameOf(number));
        String name = Objects.requireNonNull(EnumSource.names(type).get(constant));
        return new Atom(imports.name(names.of(type)) + '.' + name);
    }

    private Expression elements(Class<?> container, TypeSchema type, Collection<?> values) {
        TypeSchema element = Objects.requireNonNull(type.element());
        List<Expression> parts = new ArrayList<>();
        values.forEach(value -> parts.add(of(element, value)));
        return new Call(imports.name(container) + ".of", parts);
    }

    private Expression map(TypeSchema type, Map<?, ?> values) {
        TypeSchema key = Objects.requireNonNull(type.key());
        TypeSchema element = Objects.requireNonNull(type.element());
        String map = imports.name(Map.class);
        List<Expression> parts = new ArrayList<>();
        values.forEach(
                (k, v) -> {
                    List<Expression> entry = List.of(of(key, k), of(element, v));
                    if (values.size() <= SMALL_MAP) {
                        parts.addAll(entry);
                    } else {
                        parts.add(new Call(map + ".entry", entry));
                    }
                });
        return new Call(map + (values.size() <= SMALL_MAP ? ".of" : ".ofEntries"), parts);
    }

    private Expression struct(StructSchema struct, Map<?, ?> values) {
        ClassName name = names.of(struct);
        Map<String, String> fields = StructNames.of(struct, name);
        String type = imports.name(name);
        if (struct.kind() == StructSchema.Kind.EXCEPTION || struct.fields().isEmpty()) {
            return new Call("new " + type, arguments(struct, values));
        }
        List<Call> set = new ArrayList<>();
        values.forEach(
                (field, value) -> {
                    TypeSchema of = Objects.requireNonNull(struct.field((String) field)).type();
                    String called = Objects.requireNonNull(fields.get(field));
                    set.add(new Call(called, List.of(of(of, value))));
                });
        if (struct.kind() == StructSchema.Kind.UNION) {
            return union(type, set);
        }
        set.add(new Call("build", List.of()));
        return new Chain(type + ".builder()", set);
    }

    private static Expression union(String type, List<Call> set) {
        if (set.isEmpty()) {
            return new Atom("null");
        }
        return new Call("new " + type + '.' + set.get(0).head(), set.get(0).arguments());
    }

    /** Of an exception, whose constructor takes the fields by their ids. */
    private List<Expression> arguments(StructSchema struct, Map<?, ?> values) {
        return struct.fields().stream()
                .sorted(Comparator.comparingInt(FieldSchema::id))
                .map(field -> argument(field, values.get(field.name())))
                .toList();
    }

    private Expression argument(FieldSchema field, @Nullable Object value) {
        if (field.requiredness() == Requiredness.OPTIONAL) {
            String optional = imports.name(Optional.class);
            return value == null
                    ? new Call(optional + ".empty", List.of())
                    : new Call(optional + ".of", List.of(of(field.type(), value)));
        }
        return value == null ? new Atom(absent(field)) : of(field.type(), value);
    }

    /** What a field has that nobody set. */
    static String absent(FieldSchema field) {
        if (field.defaultValue() != null) {
            return "null";
        }
        return switch (field.type().kind()) {
            case BOOL -> "false";
            case I8 -> "(byte) 0";
            case I16 -> "(short) 0";
            case I32, I64, DOUBLE -> "0";
            default -> "null";
        };
    }
}
