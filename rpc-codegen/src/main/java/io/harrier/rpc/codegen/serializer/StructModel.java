package io.harrier.rpc.codegen.serializer;

import java.util.List;
import javax.lang.model.element.TypeElement;
import org.jspecify.annotations.Nullable;

/**
 * A type for which a serializer can be written, unless one of the types in it cannot.
 *
 * @param fields in the order of their ids on the wire and in the constructor; of a union its
 *     members
 * @param parts the types in it that have serializers of their own
 */
record StructModel(TypeElement type, Form form, List<Field> fields, List<TypeElement> parts) {
    /** How an object is made. */
    enum Form {
        /** By a constructor that takes all fields. */
        CONSTRUCTED,
        /** By a constructor without parameters; then its fields are set. */
        SET,
        /** By the serializer of the member that it is. */
        UNION
    }

    /**
     * A field, a component, or a member of a union.
     *
     * @param java its declared type as source text
     * @param type of the value; of what an {@code Optional} holds
     * @param getter behind the object, as in {@code .name()}; empty for a member that is a struct
     * @param setter behind the object, with {@code %s} for the value; null if it is not set
     */
    record Field(
            int id,
            String name,
            String java,
            WireType type,
            boolean isPrimitive,
            boolean isOptional,
            String getter,
            @Nullable String setter) {
        /** Of a local variable for its value. */
        String local() {
            return "f" + (id < 0 ? "_" + -id : id);
        }

        /** Whether writing the value may fail, so that the failure must name the field. */
        boolean mayFail() {
            return isOptional || !(type instanceof WireType.Scalar);
        }

        /**
         * Whether its absence may say as much as a zero or an empty value: Protobuf leaves those
         * away.
         */
        boolean isPlain() {
            return !isOptional && (isPrimitive || type.zero() != null && !type.isBox());
        }

        /** What stands for it where nothing was sent. */
        String absent() {
            if (isOptional) {
                return "java.util.Optional.empty()";
            }
            return isPrimitive ? java.equals("boolean") ? "false" : "0" : "null";
        }
    }
}
