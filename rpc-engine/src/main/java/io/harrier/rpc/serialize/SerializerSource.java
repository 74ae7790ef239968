package io.harrier.rpc.serialize;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where serializers of records and classes come from. For any thread. */
@FunctionalInterface
public interface SerializerSource {
    /** Has none. */
    SerializerSource NONE = (type, arguments) -> null;

    /**
     * The serializer of a record, a class or a union; null if this source has none.
     *
     * @param arguments for the type's parameters, in their order; empty if it has none
     */
    @Nullable ValueSerializer<?> find(Class<?> type, List<ValueSerializer<?>> arguments);
}
