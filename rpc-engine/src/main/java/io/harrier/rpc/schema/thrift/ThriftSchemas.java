package io.harrier.rpc.schema.thrift;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.thrift.TEnum;
import org.apache.thrift.TFieldIdEnum;
import org.apache.thrift.TFieldRequirementType;
import org.apache.thrift.TUnion;
import org.apache.thrift.meta_data.EnumMetaData;
import org.apache.thrift.meta_data.FieldMetaData;
import org.apache.thrift.meta_data.FieldValueMetaData;
import org.apache.thrift.meta_data.ListMetaData;
import org.apache.thrift.meta_data.MapMetaData;
import org.apache.thrift.meta_data.SetMetaData;
import org.apache.thrift.meta_data.StructMetaData;
import org.apache.thrift.protocol.TType;

/** Reads the static metadata of a generated struct class. */
public final class ThriftSchemas {
    private static final ClassValue<StructSchema> STRUCTS =
            new ClassValue<>() {
                @Override
                protected StructSchema computeValue(Class<?> generated) {
                    return new StructSchema(
                            generated.getSimpleName(),
                            kind(generated),
                            Notes.NONE,
                            () -> fields(generated));
                }
            };

    private static final ClassValue<EnumSchema> ENUMS =
            new ClassValue<>() {
                @Override
                protected EnumSchema computeValue(Class<?> generated) {
                    return enumeration(generated);
                }
            };

    private ThriftSchemas() {}

    /**
     * The schema of a generated struct, union or exception, or of a method's arguments or result.
     */
    public static StructSchema struct(Class<?> generated) {
        return STRUCTS.get(generated);
    }

    private static StructSchema.Kind kind(Class<?> generated) {
        if (TUnion.class.isAssignableFrom(generated)) {
            return StructSchema.Kind.UNION;
        }
        return Throwable.class.isAssignableFrom(generated)
                ? StructSchema.Kind.EXCEPTION
                : StructSchema.Kind.STRUCT;
    }

    /** The metadata of a generated class, by field. */
    @SuppressWarnings({"unchecked", "rawtypes"})
    public static Map<TFieldIdEnum, FieldMetaData> metadata(Class<?> generated) {
        return FieldMetaData.getStructMetaDataMap((Class) generated);
    }

    private static List<FieldSchema> fields(Class<?> generated) {
        List<FieldSchema> fields = new ArrayList<>();
        metadata(generated)
                .forEach(
                        (field, data) ->
                                fields.add(
                                        new FieldSchema(
                                                field.getThriftFieldId(),
                                                field.getFieldName(),
                                                type(data.valueMetaData),
                                                requiredness(data.requirementType))));
        return fields;
    }

    private static TypeSchema type(FieldValueMetaData data) {
        if (data instanceof StructMetaData struct) {
            return TypeSchema.struct(struct(struct.structClass));
        }
        if (data instanceof ListMetaData list) {
            return TypeSchema.list(type(list.elemMetaData));
        }
        if (data instanceof SetMetaData set) {
            return TypeSchema.set(type(set.elemMetaData));
        }
        if (data instanceof MapMetaData map) {
            return TypeSchema.map(type(map.keyMetaData), type(map.valueMetaData));
        }
        if (data instanceof EnumMetaData enumeration) {
            return TypeSchema.enumeration(ENUMS.get(enumeration.enumClass));
        }
        return TypeSchema.of(data.isBinary() ? TypeSchema.Kind.BINARY : base(data.type));
    }

    private static EnumSchema enumeration(Class<?> generated) {
        Map<String, Integer> constants = new LinkedHashMap<>();
        for (Object constant : generated.getEnumConstants()) {
            constants.put(constant.toString(), ((TEnum) constant).getValue());
        }
        return new EnumSchema(generated.getSimpleName(), constants);
    }

    private static Requiredness requiredness(byte type) {
        return switch (type) {
            case TFieldRequirementType.REQUIRED -> Requiredness.REQUIRED;
            case TFieldRequirementType.OPTIONAL -> Requiredness.OPTIONAL;
            default -> Requiredness.DEFAULT;
        };
    }

    private static TypeSchema.Kind base(byte type) {
        return switch (type) {
            case TType.BOOL -> TypeSchema.Kind.BOOL;
            case TType.BYTE -> TypeSchema.Kind.I8;
            case TType.I16 -> TypeSchema.Kind.I16;
            case TType.I32 -> TypeSchema.Kind.I32;
            case TType.I64 -> TypeSchema.Kind.I64;
            case TType.DOUBLE -> TypeSchema.Kind.DOUBLE;
            case TType.STRING -> TypeSchema.Kind.STRING;
            case TType.UUID -> TypeSchema.Kind.UUID;
            case TType.STRUCT -> TypeSchema.Kind.STRUCT;
            case TType.LIST -> TypeSchema.Kind.LIST;
            case TType.SET -> TypeSchema.Kind.SET;
            case TType.MAP -> TypeSchema.Kind.MAP;
            default -> TypeSchema.Kind.VOID;
        };
    }
}
