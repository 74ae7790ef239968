package io.harrier.rpc.schema.descriptor;

import com.google.protobuf.ByteString;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.GenericDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.OneofDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.schema.TypeSchema.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Makes schemas of descriptors, each once. What our model has no word for stands in the notes:
 *
 * <ul>
 *   <li>{@link #TYPE} of a field: its type in the file, where another would be written from the
 *       schema, such as {@code sint32}
 *   <li>{@link #ONEOF} of a field: the name of the group of which at most one is set
 *   <li>{@link #STREAM} of a method: {@code client}, {@code server} or {@code both}
 * </ul>
 *
 * For any thread.
 */
public final class DescriptorSchemas {
    public static final String TYPE = "proto.type";
    public static final String ONEOF = "proto.oneof";
    public static final String STREAM = "proto.stream";

    private final Map<Descriptor, StructSchema> structs = new ConcurrentHashMap<>();
    private final Map<EnumDescriptor, EnumSchema> enums = new ConcurrentHashMap<>();
    private final DescriptorDocs docs = new DescriptorDocs();

    /**
     * The services of a set, under their simple names, as Kitex has them.
     *
     * @throws SchemaException if the set is incomplete or not sound
     */
    public static List<ServiceSchema> services(FileDescriptorSet set) {
        DescriptorSchemas schemas = new DescriptorSchemas();
        List<ServiceSchema> services = new ArrayList<>();
        for (FileDescriptor file : DescriptorFiles.of(set)) {
            file.getServices().forEach(service -> services.add(schemas.service(service)));
        }
        return services;
    }

    public ServiceSchema service(ServiceDescriptor service) {
        return new ServiceSchema(
                service.getName(),
                service.getMethods().stream().map(this::method).toList(),
                notes(service, Map.of()));
    }

    private MethodSchema method(MethodDescriptor method) {
        MethodSchema schema =
                new MethodSchema(
                        method.getName(),
                        wrapped(method.getName() + "_args", 1, "request", method.getInputType()),
                        wrapped(method.getName() + "_result", 0, "success", method.getOutputType()),
                        notes(method, stream(method)));
        boolean mayRunTwice =
                method.getOptions().getIdempotencyLevel() != IdempotencyLevel.IDEMPOTENCY_UNKNOWN;
        return mayRunTwice ? schema.asIdempotent() : schema;
    }

    private static Map<String, String> stream(MethodDescriptor method) {
        if (method.isClientStreaming()) {
            return Map.of(STREAM, method.isServerStreaming() ? "both" : "client");
        }
        return method.isServerStreaming() ? Map.of(STREAM, "server") : Map.of();
    }

    /** A method's arguments or its reply, of which the message is the only field. */
    public StructSchema wrapped(String name, int id, String field, Descriptor message) {
        TypeSchema type = TypeSchema.struct(struct(message));
        return new StructSchema(
                name, () -> List.of(new FieldSchema(id, field, type, Requiredness.OPTIONAL)));
    }

    public StructSchema struct(Descriptor message) {
        return structs.computeIfAbsent(
                message,
                unknown ->
                        new StructSchema(
                                message.getName(),
                                StructSchema.Kind.STRUCT,
                                notes(message, Map.of()),
                                () -> message.getFields().stream().map(this::field).toList()));
    }

    private FieldSchema field(FieldDescriptor field) {
        return new FieldSchema(
                field.getNumber(),
                field.getName(),
                type(field),
                requiredness(field),
                defaultValue(field),
                notes(field, annotations(field)));
    }

    private TypeSchema type(FieldDescriptor field) {
        if (field.isMapField()) {
            Descriptor entry = field.getMessageType();
            return TypeSchema.map(
                    single(entry.findFieldByNumber(1)), single(entry.findFieldByNumber(2)));
        }
        return field.isRepeated() ? TypeSchema.list(single(field)) : single(field);
    }

    private TypeSchema single(FieldDescriptor field) {
        return switch (field.getJavaType()) {
            case BOOLEAN -> TypeSchema.of(Kind.BOOL);
            case INT -> TypeSchema.of(Kind.I32);
            case LONG -> TypeSchema.of(Kind.I64);
            case FLOAT, DOUBLE -> TypeSchema.of(Kind.DOUBLE);
            case STRING -> TypeSchema.of(Kind.STRING);
            case BYTE_STRING -> TypeSchema.of(Kind.BINARY);
            case ENUM -> TypeSchema.enumeration(enumeration(field.getEnumType()));
            case MESSAGE -> TypeSchema.struct(struct(field.getMessageType()));
        };
    }

    public EnumSchema enumeration(EnumDescriptor type) {
        return enums.computeIfAbsent(type, this::read);
    }

    private EnumSchema read(EnumDescriptor type) {
        Map<String, Integer> constants = new LinkedHashMap<>();
        Map<String, Notes> constantNotes = new LinkedHashMap<>();
        for (EnumValueDescriptor value : type.getValues()) {
            constants.put(value.getName(), value.getNumber());
            constantNotes.put(value.getName(), notes(value, Map.of()));
        }
        return new EnumSchema(type.getName(), constants, notes(type, Map.of()), constantNotes);
    }

    private static Requiredness requiredness(FieldDescriptor field) {
        if (field.isRequired()) {
            return Requiredness.REQUIRED;
        }
        return field.hasPresence() ? Requiredness.OPTIONAL : Requiredness.DEFAULT;
    }

    private static @Nullable Object defaultValue(FieldDescriptor field) {
        boolean isTold = field.hasDefaultValue();
        if (field.isRepeated() || field.hasPresence() && !isTold) {
            return null;
        }
        Object value = field.getDefaultValue();
        if (value instanceof EnumValueDescriptor constant) {
            return constant.getNumber();
        }
        if (value instanceof ByteString bytes) {
            return bytes.asReadOnlyByteBuffer();
        }
        return value instanceof Float number ? (Object) number.doubleValue() : value;
    }

    private static Map<String, String> annotations(FieldDescriptor field) {
        Map<String, String> annotations = new LinkedHashMap<>();
        switch (field.getType()) {
            case UINT32,
                    SINT32,
                    FIXED32,
                    SFIXED32,
                    UINT64,
                    SINT64,
                    FIXED64,
                    SFIXED64,
                    FLOAT,
                    GROUP ->
                    annotations.put(TYPE, field.getType().name().toLowerCase(Locale.ROOT));
            default -> {}
        }
        OneofDescriptor oneof = field.getRealContainingOneof();
        if (oneof != null) {
            annotations.put(ONEOF, oneof.getName());
        }
        return annotations;
    }

    private Notes notes(GenericDescriptor thing, Map<String, String> annotations) {
        String doc = docs.of(thing);
        return doc.isEmpty() && annotations.isEmpty() ? Notes.NONE : new Notes(doc, annotations);
    }
}
