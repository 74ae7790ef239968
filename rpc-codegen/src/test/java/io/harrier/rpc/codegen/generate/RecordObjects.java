package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Objects of the classes that were generated, from values of a schema. */
final class RecordObjects {
    private final ClassLoader loader;
    private final String packageName;

    RecordObjects(ClassLoader loader, String packageName) {
        this.loader = loader;
        this.packageName = packageName;
    }

    Object of(TypeSchema type, Object value) throws Exception {
        return switch (type.kind()) {
            case ENUM -> constant(type(type.enumeration().name()), (Integer) value);
            case LIST -> elements(type, (Collection<?>) value);
            case SET -> new LinkedHashSet<>(elements(type, (Collection<?>) value));
            case MAP -> entries(type, (Map<?, ?>) value);
            case STRUCT -> struct(type.struct(), (Map<?, ?>) value);
            default -> value;
        };
    }

    Class<?> type(String name) throws ClassNotFoundException {
        return loader.loadClass(packageName + '.' + name);
    }

    private static Object constant(Class<?> type, int number) throws Exception {
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            if (type.getField(name).getAnnotation(RpcField.class).value() == number) {
                return constant;
            }
        }
        throw new IllegalArgumentException(type + " has no " + number);
    }

    private Object struct(StructSchema struct, Map<?, ?> values) throws Exception {
        if (struct.kind() == StructSchema.Kind.UNION) {
            return member(struct, values);
        }
        List<FieldSchema> fields = new ArrayList<>(struct.fields());
        if (struct.kind() == StructSchema.Kind.EXCEPTION) {
            fields.sort(Comparator.comparingInt(FieldSchema::id));
        }
        Constructor<?> constructor = type(struct.name()).getDeclaredConstructors()[0];
        Object[] arguments = new Object[fields.size()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = argument(fields.get(i), values, constructor.getParameterTypes()[i]);
        }
        return constructor.newInstance(arguments);
    }

    private Object argument(FieldSchema field, Map<?, ?> values, Class<?> declared)
            throws Exception {
        Object value = values.get(field.name());
        Object given = value == null ? null : of(field.type(), value);
        if (field.requiredness() == Requiredness.OPTIONAL) {
            return Optional.ofNullable(given);
        }
        return given == null && declared.isPrimitive()
                ? Array.get(Array.newInstance(declared, 1), 0)
                : given;
    }

    private Object member(StructSchema union, Map<?, ?> values) throws Exception {
        FieldSchema field = union.field((String) values.keySet().iterator().next());
        Class<?> member =
                Arrays.stream(type(union.name()).getPermittedSubclasses())
                        .filter(each -> each.getAnnotation(RpcField.class).value() == field.id())
                        .findFirst()
                        .orElseThrow();
        return member.getDeclaredConstructors()[0].newInstance(
                of(field.type(), values.get(field.name())));
    }

    private List<Object> elements(TypeSchema type, Collection<?> values) throws Exception {
        List<Object> elements = new ArrayList<>();
        for (Object value : values) {
            elements.add(of(type.element(), value));
        }
        return elements;
    }

    private Map<Object, Object> entries(TypeSchema type, Map<?, ?> values) throws Exception {
        Map<Object, Object> entries = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : values.entrySet()) {
            entries.put(of(type.key(), entry.getKey()), of(type.element(), entry.getValue()));
        }
        return entries;
    }
}
