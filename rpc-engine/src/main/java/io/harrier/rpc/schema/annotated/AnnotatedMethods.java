package io.harrier.rpc.schema.annotated;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.annotation.Serializable;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads the methods of one interface. */
final class AnnotatedMethods {
    /** What a value comes in; by name, since Reactor may be absent. */
    private static final Set<String> LATER =
            Set.of(
                    "java.util.concurrent.CompletionStage",
                    "java.util.concurrent.CompletableFuture",
                    "reactor.core.publisher.Mono");

    private final JavaType service;
    private final AnnotatedTypes types;

    AnnotatedMethods(JavaType service, AnnotatedTypes types) {
        this.service = service;
        this.types = types;
    }

    AnnotatedMethod read(Method method) {
        String name = AnnotatedNames.wireName(method);
        String path = service.raw().getSimpleName() + '.' + method.getName();
        List<AnnotatedField> parameters = parameters(method, path);
        AnnotatedField value = value(method, path + ".result");
        List<AnnotatedStruct> exceptions = exceptions(method, path);
        int[] exceptionIds =
                exceptionIds(method.getAnnotation(RpcMethod.class), exceptions.size(), path);
        boolean isOneway = AnnotatedNames.isOneway(method);
        if (isOneway) {
            requireNoReply(value, exceptions, path);
        }
        MethodSchema schema =
                new MethodSchema(
                        name,
                        struct(name + "_args", schemas(parameters)),
                        isOneway
                                ? null
                                : struct(name + "_result", reply(value, exceptions, exceptionIds)));
        return new AnnotatedMethod(
                method, AnnotatedNames.noted(method, schema), parameters, value, exceptions);
    }

    private List<AnnotatedField> parameters(Method method, String path) {
        List<AnnotatedField> fields = new ArrayList<>();
        for (Parameter parameter : method.getParameters()) {
            RpcField told = parameter.getAnnotation(RpcField.class);
            String name = AnnotatedField.name(told, parameter.getName());
            String place = path + '.' + name;
            int id = told == null ? fields.size() + 1 : AnnotatedStructs.inRange(told, place);
            JavaType type = service.member(parameter.getParameterizedType());
            fields.add(types.field(id, name, type, null, place));
        }
        requireDistinct(fields.stream().mapToInt(field -> field.schema().id()).toArray(), path);
        return fields;
    }

    private @Nullable AnnotatedField value(Method method, String path) {
        JavaType returned = service.member(method.getGenericReturnType());
        JavaType value = returned;
        if (LATER.contains(returned.raw().getName())) {
            value =
                    returned.arguments().isEmpty()
                            ? JavaType.of(Object.class)
                            : returned.arguments().get(0);
        }
        return value.raw() == void.class || value.raw() == Void.class
                ? null
                : types.field(0, "success", value, null, path);
    }

    private List<AnnotatedStruct> exceptions(Method method, String path) {
        List<AnnotatedStruct> exceptions = new ArrayList<>();
        for (Type thrown : method.getGenericExceptionTypes()) {
            JavaType type = service.member(thrown);
            if (type.raw().isAnnotationPresent(Serializable.class)) {
                types.struct(type, path + ".throws " + type.raw().getSimpleName());
                exceptions.add(types.struct(type));
            } else {
                requireLocal(type.raw(), path);
            }
        }
        return exceptions;
    }

    private static int[] exceptionIds(@Nullable RpcMethod told, int exceptions, String path) {
        if (told == null || told.exceptionIds().length == 0) {
            return IntStream.rangeClosed(1, exceptions).toArray();
        }
        int[] ids = told.exceptionIds();
        if (ids.length != exceptions || IntStream.of(ids).anyMatch(id -> id == 0)) {
            throw new SchemaException(
                    path
                            + " has exception ids "
                            + Arrays.toString(ids)
                            + " (expected: one that is not 0 for each of the "
                            + exceptions
                            + " exceptions with @Serializable)",
                    "Change the exceptionIds of its @RpcMethod.");
        }
        requireDistinct(ids, path);
        return ids;
    }

    private static void requireDistinct(int[] ids, String path) {
        if (IntStream.of(ids).distinct().count() != ids.length) {
            throw new SchemaException(
                    path + " has field ids " + Arrays.toString(ids) + " (expected: each once)",
                    "Change the @RpcField of a parameter, or the exceptionIds of the @RpcMethod.");
        }
    }

    /** {@code throws Exception} promises nothing, and unchecked ones need no declaration. */
    private static void requireLocal(Class<?> thrown, String path) {
        boolean isChecked =
                !RuntimeException.class.isAssignableFrom(thrown)
                        && !Error.class.isAssignableFrom(thrown);
        if (isChecked && thrown != Exception.class && thrown != Throwable.class) {
            throw new SchemaException(
                    path
                            + " declares "
                            + thrown.getName()
                            + " (expected: exceptions with @Serializable)",
                    "Put @Serializable on the exception and @RpcField(n) on its fields, and callers"
                            + " get it as itself; or do not declare it.");
        }
    }

    private static void requireNoReply(
            @Nullable AnnotatedField value, List<AnnotatedStruct> exceptions, String path) {
        if (value != null || !exceptions.isEmpty()) {
            throw new SchemaException(
                    path
                            + " is oneway and has "
                            + (value == null ? "declared exceptions" : "a value")
                            + " (expected: void, as nothing comes back)",
                    "Remove oneway from its @RpcMethod, or what it gives back.");
        }
    }

    private static StructSchema struct(String name, List<FieldSchema> fields) {
        return new StructSchema(name, () -> fields);
    }

    private static List<FieldSchema> schemas(List<AnnotatedField> fields) {
        return fields.stream().map(AnnotatedField::schema).toList();
    }

    private static List<FieldSchema> reply(
            @Nullable AnnotatedField value, List<AnnotatedStruct> exceptions, int[] ids) {
        List<FieldSchema> fields = new ArrayList<>();
        if (value != null) {
            fields.add(value.schema());
        }
        for (int i = 0; i < ids.length; i++) {
            TypeSchema type = TypeSchema.struct(exceptions.get(i).schema());
            fields.add(new FieldSchema(ids[i], "e" + (i + 1), type, Requiredness.OPTIONAL));
        }
        return fields;
    }
}
