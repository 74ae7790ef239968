package io.harrier.rpc.schema.annotated;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.schema.TypeSchema.Kind;
import io.netty.buffer.ByteBuf;
import java.lang.reflect.AccessibleObject;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the Java types of one service are on the wire; each struct is looked at once. */
public final class AnnotatedTypes {
    private static final Map<Class<?>, Kind> KINDS = new HashMap<>();

    static {
        kind(Kind.BOOL, boolean.class, Boolean.class);
        kind(Kind.I8, byte.class, Byte.class);
        kind(Kind.I16, short.class, Short.class);
        kind(Kind.I32, int.class, Integer.class);
        kind(Kind.I64, long.class, Long.class);
        kind(Kind.DOUBLE, double.class, Double.class, float.class, Float.class);
        kind(Kind.STRING, String.class);
        kind(Kind.BINARY, byte[].class, ByteBuffer.class, ByteBuf.class);
        kind(Kind.UUID, UUID.class);
        kind(Kind.LIST, List.class, Collection.class);
        kind(Kind.SET, Set.class);
        kind(Kind.MAP, Map.class);
    }

    /** Noted before the fields are looked at: they may lead back to the struct. */
    private final Map<JavaType, StructSchema> schemas = new HashMap<>();

    private final Map<JavaType, AnnotatedStruct> structs = new HashMap<>();
    private final AnnotatedStructs reader = new AnnotatedStructs(this);
    private final AnnotatedUnions unions = new AnnotatedUnions(this);

    /**
     * A type that stands for itself; the structs in it are known from now on.
     *
     * @throws SchemaException if it cannot travel
     */
    public JavaType of(Class<?> type) {
        JavaType known = JavaType.of(type);
        type(known, type.getSimpleName());
        return known;
    }

    /** The struct that a type of this service is. */
    public AnnotatedStruct struct(JavaType type) {
        AnnotatedStruct known = structs.get(type);
        if (known == null) {
            throw new IllegalArgumentException(type + " (expected: a struct of this service)");
        }
        return known;
    }

    /**
     * @param path where the type stands, for the message of a failure
     */
    AnnotatedField field(
            int id, String name, JavaType type, @Nullable AccessibleObject member, String path) {
        boolean isOptional = type.raw() == Optional.class && type.arguments().size() == 1;
        JavaType held = isOptional ? type.arguments().get(0) : type;
        TypeSchema schema = type(held, path);
        Requiredness requiredness =
                isOptional || mayLack(held, schema) ? Requiredness.OPTIONAL : Requiredness.DEFAULT;
        return new AnnotatedField(
                new FieldSchema(id, name, schema, requiredness), held, isOptional, member);
    }

    /** Where null says something that the type's empty value does not. */
    static boolean mayLack(JavaType type, TypeSchema schema) {
        return schema.kind() == Kind.STRUCT
                || schema.kind().compareTo(Kind.STRING) < 0 && !type.raw().isPrimitive();
    }

    TypeSchema type(JavaType type, String path) {
        Kind kind = KINDS.get(type.raw());
        if (kind == null) {
            return type.raw().isEnum()
                    ? TypeSchema.enumeration(enumeration(type, path))
                    : TypeSchema.struct(struct(type, path));
        }
        return switch (kind) {
            case LIST -> TypeSchema.list(argument(type, 0, path));
            case SET -> TypeSchema.set(argument(type, 0, path));
            case MAP -> TypeSchema.map(argument(type, 0, path), argument(type, 1, path));
            default -> TypeSchema.of(kind);
        };
    }

    private TypeSchema argument(JavaType container, int index, String path) {
        if (container.arguments().size() <= index) {
            throw new SchemaException(
                    path
                            + " is a raw "
                            + container.raw().getSimpleName()
                            + " (expected: its types)",
                    "Say what it holds, as in List<String>.");
        }
        return type(container.arguments().get(index), path + "[]");
    }

    private static EnumSchema enumeration(JavaType type, String path) {
        try {
            return AnnotatedEnums.schema(type.raw());
        } catch (SchemaException e) {
            throw new SchemaException(path + ": " + e.getMessage(), e.advice());
        }
    }

    StructSchema struct(JavaType type, String path) {
        StructSchema known = schemas.get(type);
        return known == null ? read(type, path) : known;
    }

    private StructSchema read(JavaType type, String path) {
        StructSchema schema =
                new StructSchema(
                        type.simpleName(),
                        kindOf(type.raw()),
                        Notes.NONE,
                        () -> struct(type).fields().stream().map(AnnotatedField::schema).toList());
        schemas.put(type, schema);
        structs.put(
                type,
                schema.kind() == StructSchema.Kind.UNION
                        ? unions.read(type, schema, path)
                        : reader.read(type, schema, path));
        return schema;
    }

    /** Notes a record of which only the one value travels. */
    void bare(JavaType type, AnnotatedField value, String path) {
        List<FieldSchema> fields = List.of(value.schema());
        StructSchema schema = new StructSchema(type.simpleName(), () -> fields);
        structs.put(type, reader.of(type, schema, List.of(value), path));
    }

    private static StructSchema.Kind kindOf(Class<?> type) {
        if (AnnotatedUnions.isUnion(type)) {
            return StructSchema.Kind.UNION;
        }
        return Throwable.class.isAssignableFrom(type)
                ? StructSchema.Kind.EXCEPTION
                : StructSchema.Kind.STRUCT;
    }

    private static void kind(Kind kind, Class<?>... types) {
        for (Class<?> type : types) {
            KINDS.put(type, kind);
        }
    }
}
