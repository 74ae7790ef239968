package io.harrier.rpc.codegen.serializer;

import io.harrier.rpc.codegen.JavaText;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a Java type is on the wire, as far as the code for its values depends on it. */
sealed interface WireType {
    /** The Java type of the values as source text; of primitives, too, the box. */
    String java();

    /** Source text of one of the engine's {@code WireTypes}. */
    String wire();

    /** Whether reading may give null: for what the reader does not know. */
    default boolean isNullable() {
        return false;
    }

    /** Whether it is the box of a primitive, which has a null beside its zero. */
    default boolean isBox() {
        return false;
    }

    /** The expression for a value that is zero or empty; null if there is none. */
    default @Nullable String zero() {
        return null;
    }

    /** Whether a type parameter is in it, so that its code needs the serializer of that. */
    default boolean isOpen() {
        return false;
    }

    /**
     * A value without parts.
     *
     * @param write statement with {@code %s} for the value
     * @param read expression
     * @param writeField statement for a whole field, with {@code %d} for its id; null if there is
     *     none
     * @param readField expression for a whole field; null if there is none
     */
    record Scalar(
            String java,
            String kind,
            String write,
            String read,
            @Nullable String writeField,
            @Nullable String readField)
            implements WireType {
        @Override
        public String wire() {
            return "WireTypes." + kind;
        }

        @Override
        public boolean isBox() {
            return !kind.equals("STRING") && !kind.equals("UUID");
        }

        @Override
        public @Nullable String zero() {
            return switch (java) {
                case "java.lang.String" -> "\"\"";
                case "java.lang.Boolean" -> "false";
                case "byte[]" -> "new byte[0]";
                case "java.nio.ByteBuffer" -> "java.nio.ByteBuffer.allocate(0)";
                case "io.netty.buffer.ByteBuf" -> "io.netty.buffer.Unpooled.EMPTY_BUFFER";
                default -> isBox() ? "0" : null;
            };
        }
    }

    /**
     * An enum.
     *
     * @param constants with their numbers
     */
    record Enumeration(String java, List<Constant> constants) implements WireType {
        record Constant(String name, int number) {}

        @Override
        public String wire() {
            return "WireTypes.I32";
        }

        /** The constant of number 0, or null where no constant has that. */
        @Override
        public String zero() {
            return constants.stream()
                    .filter(constant -> constant.number() == 0)
                    .map(constant -> java + '.' + constant.name())
                    .findFirst()
                    .orElse("null");
        }

        @Override
        public boolean isNullable() {
            return true;
        }
    }

    /** A list, collection or set. */
    record Elements(String raw, boolean isSet, WireType element) implements WireType {
        @Override
        public String java() {
            return raw + '<' + element.java() + '>';
        }

        @Override
        public String wire() {
            return isSet ? "WireTypes.SET" : "WireTypes.LIST";
        }

        @Override
        public String zero() {
            return isSet ? "new java.util.LinkedHashSet<>()" : "new java.util.ArrayList<>()";
        }

        @Override
        public boolean isOpen() {
            return element.isOpen();
        }
    }

    /** A map. */
    record Entries(WireType key, WireType value) implements WireType {
        @Override
        public String java() {
            return "java.util.Map<" + key.java() + ", " + value.java() + '>';
        }

        @Override
        public String wire() {
            return "WireTypes.MAP";
        }

        @Override
        public String zero() {
            return "new java.util.LinkedHashMap<>()";
        }

        @Override
        public boolean isOpen() {
            return key.isOpen() || value.isOpen();
        }
    }

    /**
     * A type with a generated serializer.
     *
     * @param serializer name of that class
     * @param arguments of the type's parameters
     */
    record Struct(String raw, String serializer, List<WireType> arguments) implements WireType {
        @Override
        public String java() {
            return raw + JavaText.arguments(arguments.stream().map(WireType::java).toList());
        }

        @Override
        public String wire() {
            return "WireTypes.STRUCT";
        }

        @Override
        public boolean isOpen() {
            return arguments.stream().anyMatch(WireType::isOpen);
        }
    }

    /** A parameter of the type whose serializer is written. */
    record Parameter(String java) implements WireType {
        /** The field that holds its serializer. */
        String field() {
            return "of" + java;
        }

        /** Known when the serializer of the parameter is. */
        @Override
        public String zero() {
            return "zeroOf(" + field() + ')';
        }

        @Override
        public String wire() {
            return field() + ".type()";
        }

        @Override
        public boolean isNullable() {
            return true;
        }

        @Override
        public boolean isOpen() {
            return true;
        }
    }
}
