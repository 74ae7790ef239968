package io.harrier.rpc.codegen.serializer;

import io.harrier.rpc.codegen.serializer.WireType.Scalar;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Java types that are one value on the wire, by their names. */
final class Scalars {
    private static final Map<String, Scalar> KNOWN = new HashMap<>();

    static {
        primitive("boolean", "Boolean", "BOOL", "Bool");
        primitive("byte", "Byte", "I8", "I8");
        primitive("short", "Short", "I16", "I16");
        primitive("int", "Integer", "I32", "I32");
        primitive("long", "Long", "I64", "I64");
        primitive("double", "Double", "DOUBLE", "Double");
        Scalar real =
                new Scalar(
                        "java.lang.Float",
                        "DOUBLE",
                        "out.writeDouble(%s);",
                        "(float) in.readDouble()",
                        "out.doubleField(%d, %s);",
                        "(float) in.doubleField()");
        KNOWN.put("float", real);
        KNOWN.put("java.lang.Float", real);
        scalar("java.lang.String", "STRING", "String");
        object("java.util.UUID", "UUID", "out.writeUuid(%s);", "in.readUuid()");
        object(
                "byte[]",
                "STRING",
                "out.writeBinary(java.nio.ByteBuffer.wrap(%s));",
                "in.readBinary().array()");
        object("java.nio.ByteBuffer", "STRING", "out.writeBinary(%s);", "in.readBinary()");
        object("io.netty.buffer.ByteBuf", "STRING", "out.writeBinary(%s);", "in.readBuffer()");
    }

    private Scalars() {}

    /**
     * @param type as source text
     */
    static @Nullable Scalar find(String type) {
        return KNOWN.get(type);
    }

    private static void primitive(String name, String box, String kind, String method) {
        KNOWN.put(name, scalar("java.lang." + box, kind, method));
    }

    /** A type that reader and writer have methods for. */
    private static Scalar scalar(String name, String kind, String method) {
        String field = method.substring(0, 1).toLowerCase(Locale.ROOT) + method.substring(1);
        Scalar scalar =
                new Scalar(
                        name,
                        kind,
                        "out.write" + method + "(%s);",
                        "in.read" + method + "()",
                        "out." + field + "Field(%d, %s);",
                        "in." + field + "Field()");
        KNOWN.put(name, scalar);
        return scalar;
    }

    private static void object(String name, String kind, String write, String read) {
        KNOWN.put(name, new Scalar(name, kind, write, read, null, null));
    }
}
