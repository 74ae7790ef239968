package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.schema.annotated.AnnotatedTypes;
import io.harrier.rpc.serialize.SerializerSource;
import io.harrier.rpc.serialize.ValueSerializer;

/**
 * Serializers of types that stand for themselves, without a service around them; kept with their
 * class. For any thread.
 */
public final class TypeSerializers {
    private final ClassValue<ValueSerializer<?>> known;

    /**
     * @param source asked first, for every record, class and union
     */
    public TypeSerializers(SerializerSource source) {
        known =
                new ClassValue<>() {
                    @Override
                    protected ValueSerializer<?> computeValue(Class<?> type) {
                        AnnotatedTypes types = new AnnotatedTypes();
                        return new Serializers(types, source).of(types.of(type));
                    }
                };
    }

    /**
     * @param type without type parameters
     * @throws io.harrier.rpc.schema.SchemaException if it cannot travel
     */
    @SuppressWarnings("unchecked") // made for this type
    public <T> ValueSerializer<T> of(Class<T> type) {
        return (ValueSerializer<T>) known.get(type);
    }
}
