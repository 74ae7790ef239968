package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.thrift.TBase;
import org.apache.thrift.TFieldIdEnum;
import org.apache.thrift.TSerializer;
import org.apache.thrift.protocol.TBinaryProtocol;

/** Objects of the classes that Apache's compiler made, from values of a schema. */
final class ApacheObjects {
    private final ClassLoader loader;
    private final String packageName;

    ApacheObjects(ClassLoader loader, String packageName) {
        this.loader = loader;
        this.packageName = packageName;
    }

    byte[] write(Object struct) throws Exception {
        return new TSerializer(new TBinaryProtocol.Factory()).serialize((TBase<?, ?>) struct);
    }

    Object of(TypeSchema type, Object value) throws Exception {
        return switch (type.kind()) {
            case ENUM ->
                    type(type.enumeration().name())
                            .getMethod("findByValue", int.class)
                            .invoke(null, value);
            case LIST -> elements(type, (List<?>) value, new ArrayList<>());
            case SET ->
                    new LinkedHashSet<>(
                            elements(type, List.copyOf((Set<?>) value), new ArrayList<>()));
            case MAP -> entries(type, (Map<?, ?>) value);
            case STRUCT -> struct(type.struct().name(), type.struct(), (Map<?, ?>) value);
            default -> value;
        };
    }

    /**
     * @param name of the class, which for arguments and replies is not that of the schema
     */
    @SuppressWarnings({"rawtypes", "unchecked"})
    Object struct(String name, StructSchema struct, Map<?, ?> values) throws Exception {
        TBase object = (TBase) type(name).getConstructor().newInstance();
        for (FieldSchema field : struct.fields()) {
            if (values.containsKey(field.name())) {
                TFieldIdEnum id = object.fieldForId(field.id());
                object.setFieldValue(id, of(field.type(), values.get(field.name())));
            }
        }
        return object;
    }

    private List<Object> elements(TypeSchema type, List<?> values, List<Object> elements)
            throws Exception {
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

    private Class<?> type(String name) throws ClassNotFoundException {
        return loader.loadClass(packageName + '.' + name);
    }
}
