package io.harrier.rpc.schema.annotated;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.schema.MethodSchema;
import java.lang.reflect.Method;

/** What {@link RpcMethod} says on the methods of a service interface. */
public final class AnnotatedNames {
    private AnnotatedNames() {}

    /** The method's name on the wire: the one it is given, else its own. */
    public static String wireName(Method method) {
        RpcMethod told = method.getAnnotation(RpcMethod.class);
        return told == null || told.name().isEmpty() ? method.getName() : told.name();
    }

    public static boolean isOneway(Method method) {
        RpcMethod told = method.getAnnotation(RpcMethod.class);
        return told != null && told.oneway();
    }

    /** The schema with what the method itself says about its repetition. */
    public static MethodSchema noted(Method method, MethodSchema schema) {
        RpcMethod told = method.getAnnotation(RpcMethod.class);
        return told != null && told.idempotent() ? schema.asIdempotent() : schema;
    }
}
