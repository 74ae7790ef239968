package io.harrier.rpc.codegen.serializer;

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
