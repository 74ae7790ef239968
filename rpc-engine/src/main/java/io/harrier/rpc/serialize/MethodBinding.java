package io.harrier.rpc.serialize;

import io.harrier.rpc.schema.MethodSchema;
import java.lang.reflect.Method;

/** One Java method and the wire method that it stands for. */
public record MethodBinding(
        Method javaMethod, MethodSchema schema, CallStyle style, MethodSerializer serializer) {}
