package io.harrier.rpc.serialize.generated;

import io.harrier.rpc.serialize.Arguments;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds generated services by their names, once for each interface; what was found stays with the
 * interface and keeps no class loader alive.
 */
public final class GeneratedServices {
    /** Behind the name of the interface. */
    public static final String SUFFIX = "$$GeneratedService";

    private static final Logger LOG = LoggerFactory.getLogger(GeneratedServices.class);

    private static final ClassValue<Optional<GeneratedService<?>>> KNOWN =
            new ClassValue<>() {
                @Override
                protected Optional<GeneratedService<?>> computeValue(Class<?> type) {
                    return Optional.ofNullable(look(type));
                }
            };

    private GeneratedServices() {}

    /** Null if there is none. */
    @SuppressWarnings("unchecked") // found by the interface's own name
    public static <T> @Nullable GeneratedService<T> find(Class<T> type) {
        return (GeneratedService<T>) KNOWN.get(type).orElse(null);
    }

    /** Makes the room for a method's arguments. */
    public static Supplier<Arguments> arguments(Class<?> type, Method method) {
        GeneratedService<?> found = find(type);
        int index = found == null ? -1 : found.indexOf(method);
        int count = method.getParameterCount();
        return found == null || index < 0
                ? () -> Arguments.of(new Object[count])
                : () -> found.arguments(index);
    }

    private static @Nullable GeneratedService<?> look(Class<?> type) {
        String name = type.getName() + SUFFIX;
        try {
            Class<?> found = Class.forName(name, true, type.getClassLoader());
            if (!GeneratedService.class.isAssignableFrom(found)) {
                LOG.debug("{} is called by reflection: {} is of another engine", type, name);
                return null;
            }
            Constructor<?> made = found.getDeclaredConstructor();
            if (made.trySetAccessible()) {
                LOG.debug("{} is called by generated code", type.getName());
                return (GeneratedService<?>) made.newInstance();
            }
            LOG.debug(
                    "{} is called by reflection: {} cannot be reached (expected: an exported or open"
                            + " package)",
                    type.getName(),
                    name);
        } catch (ClassNotFoundException e) {
            LOG.debug("{} is called by reflection: there is no {}", type.getName(), name);
        } catch (ReflectiveOperationException | LinkageError | SecurityException e) {
            LOG.warn(
                    "{} is called by reflection: {} does not fit (expected: one that this version"
                            + " of rpc-codegen wrote for this version of the interface)",
                    type.getName(),
                    name,
                    e);
        }
        return null;
    }
}
