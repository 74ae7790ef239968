package io.harrier.rpc.serialize.generated;

import io.harrier.rpc.serialize.SerializerSource;
import io.harrier.rpc.serialize.ValueSerializer;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds generated serializers by their names, once for each class; what was found stays with the
 * class and keeps no class loader alive.
 */
public final class GeneratedSerializers implements SerializerSource {
    /** Behind the name of the type. */
    public static final String SUFFIX = "$$GeneratedSerializer";

    private static final Logger LOG = LoggerFactory.getLogger(GeneratedSerializers.class);

    private static final ClassValue<Optional<Constructor<?>>> KNOWN =
            new ClassValue<>() {
                @Override
                protected Optional<Constructor<?>> computeValue(Class<?> type) {
                    return look(type);
                }
            };

    @Override
    public @Nullable ValueSerializer<?> find(Class<?> type, List<ValueSerializer<?>> arguments) {
        Constructor<?> constructor = KNOWN.get(type).orElse(null);
        return constructor == null || constructor.getParameterCount() != arguments.size()
                ? null
                : create(constructor, arguments);
    }

    private static ValueSerializer<?> create(
            Constructor<?> constructor, List<ValueSerializer<?>> arguments) {
        try {
            return (ValueSerializer<?>) constructor.newInstance(arguments.toArray());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(constructor + " was made by the processor", e);
        }
    }

    private static Optional<Constructor<?>> look(Class<?> type) {
        String name = type.getName() + SUFFIX;
        try {
            Constructor<?> only =
                    Class.forName(name, false, type.getClassLoader()).getDeclaredConstructors()[0];
            if (only.trySetAccessible()) {
                LOG.debug("{} travels by its generated serializer", type.getName());
                return Optional.of(only);
            }
            LOG.debug(
                    "{} travels by reflection: {} cannot be reached (expected: an exported or open"
                            + " package)",
                    type.getName(),
                    name);
        } catch (ClassNotFoundException e) {
            LOG.debug("{} travels by reflection: there is no {}", type.getName(), name);
        } catch (LinkageError e) {
            LOG.warn(
                    "{} travels by reflection: {} does not fit this version of the engine (expected:"
                            + " one that its own version of rpc-codegen wrote)",
                    type.getName(),
                    name,
                    e);
        }
        return Optional.empty();
    }
}
