package io.harrier.rpc.serialize.protobuf;

import com.google.protobuf.Message;
import com.google.protobuf.MessageLite;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.schema.annotated.AnnotatedNames;
import io.harrier.rpc.schema.descriptor.DescriptorSchemas;
import io.harrier.rpc.serialize.CallStyle;
import io.harrier.rpc.serialize.MethodBinding;
import io.harrier.rpc.serialize.ServiceBinding;
import io.harrier.rpc.serialize.generated.GeneratedServices;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The methods of interfaces that take and give messages of protoc's classes. */
final class ProtobufMethods {
    private record Wire(MethodSchema schema, ProtobufMethodSerializer serializer) {}

    private ProtobufMethods() {}

    static ServiceBinding bind(
            Class<?> type, List<Method> own, List<Method> served, Class<?> service) {
        DescriptorSchemas types = new DescriptorSchemas();
        Map<List<Object>, Wire> wires = new HashMap<>();
        Map<String, MethodSchema> schemas = new TreeMap<>();
        for (Method method : served) {
            Wire wire = wire(method, types, service);
            wires.put(signature(method), wire);
            if (schemas.put(wire.schema().name(), wire.schema()) != null) {
                throw new SchemaException(
                        service.getName()
                                + " has two methods named "
                                + wire.schema().name()
                                + " (expected: a name of its own for each on the wire)",
                        "Put @RpcMethod(name = \"...\") on one of them.");
            }
        }
        List<MethodBinding> methods = new ArrayList<>();
        for (Method method : own) {
            methods.add(bind(method, wires, service));
        }
        return new ServiceBinding(
                type,
                new ServiceSchema(service.getSimpleName(), List.copyOf(schemas.values())),
                methods);
    }

    private static MethodBinding bind(
            Method method, Map<List<Object>, Wire> wires, Class<?> service) {
        Wire wire = wires.get(signature(method));
        if (wire == null) {
            throw new IllegalArgumentException(
                    method
                            + " (expected: a method of "
                            + service.getName()
                            + " with the same name and parameter)");
        }
        return new MethodBinding(
                method, wire.schema(), CallStyle.of(method.getReturnType()), wire.serializer());
    }

    private static List<Object> signature(Method method) {
        return List.of(method.getName(), method.getParameterTypes()[0]);
    }

    private static Wire wire(Method method, DescriptorSchemas types, Class<?> service) {
        MessageLite request = empty(method.getParameterTypes()[0], method);
        MessageLite reply = empty(given(method), method);
        if (AnnotatedNames.isOneway(method)) {
            throw new SchemaException(
                    method + " is oneway (expected: a reply; Kitex-Protobuf has no oneway calls)",
                    "Remove oneway from its @RpcMethod.");
        }
        String name = AnnotatedNames.wireName(method);
        MethodSchema schema =
                new MethodSchema(
                        name,
                        struct(name + "_args", 1, "request", request, types),
                        struct(name + "_result", 0, "success", reply, types));
        return new Wire(
                AnnotatedNames.noted(method, schema),
                new ProtobufMethodSerializer(
                        name, request, reply, GeneratedServices.arguments(service, method)));
    }

    /** Classes of the lite runtime have no descriptors. */
    private static StructSchema struct(
            String name, int id, String field, MessageLite message, DescriptorSchemas types) {
        if (message instanceof Message full) {
            return types.wrapped(name, id, field, full.getDescriptorForType());
        }
        StructSchema unknown = new StructSchema(message.getClass().getSimpleName(), List::of);
        FieldSchema only =
                new FieldSchema(id, field, TypeSchema.struct(unknown), Requiredness.OPTIONAL);
        return new StructSchema(name, () -> List.of(only));
    }

    /** What a method gives, out of its stage. */
    private static Class<?> given(Method method) {
        Type type = method.getGenericReturnType();
        if (!(type instanceof Class<?>)
                && CallStyle.of(method.getReturnType()) != CallStyle.BLOCKING) {
            type = ((ParameterizedType) type).getActualTypeArguments()[0];
        }
        if (type instanceof Class<?> given) {
            return given;
        }
        throw notAMessage(type.getTypeName(), method);
    }

    private static MessageLite empty(Class<?> type, Method method) {
        try {
            return (MessageLite) type.getMethod("getDefaultInstance").invoke(null);
        } catch (ReflectiveOperationException | ClassCastException | NullPointerException e) {
            throw notAMessage(type.getName(), method);
        }
    }

    private static SchemaException notAMessage(String type, Method method) {
        return new SchemaException(
                method
                        + ": "
                        + type
                        + " (expected: a message class that protoc made, by itself or in a"
                        + " CompletionStage or Mono)",
                "Take one message and give one: a method of Protobuf has nothing else.");
    }
}
