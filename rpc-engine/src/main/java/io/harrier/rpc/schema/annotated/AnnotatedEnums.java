package io.harrier.rpc.schema.annotated;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.SchemaException;
import java.lang.reflect.Field;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The numbers of enum constants: those that {@link RpcField} gives them, else their ordinals. */
public final class AnnotatedEnums {
    private static final Logger LOG = LoggerFactory.getLogger(AnnotatedEnums.class);

    /** Each enum is looked at, and warned of, once. */
    private static final ClassValue<EnumSchema> SCHEMAS =
            new ClassValue<>() {
                @Override
                protected EnumSchema computeValue(Class<?> type) {
                    return read(type);
                }
            };

    private AnnotatedEnums() {}

    /**
     * @throws SchemaException if only some constants have a number, or two have the same
     */
    public static EnumSchema schema(Class<?> type) {
        return SCHEMAS.get(type);
    }

    private static EnumSchema read(Class<?> type) {
        Map<String, Integer> constants = new LinkedHashMap<>();
        int numbered = 0;
        for (Object constant : type.getEnumConstants()) {
            String name = ((Enum<?>) constant).name();
            RpcField told = number(type, name);
            numbered += told == null ? 0 : 1;
            constants.put(name, told == null ? ((Enum<?>) constant).ordinal() : told.value());
        }
        requireAllOrNone(type, numbered, constants.size());
        requireDistinct(type, constants);
        if (numbered == 0) {
            LOG.warn(
                    "The constants of {} travel as their ordinals: a change of their order breaks"
                            + " peers. Give each a number: @RpcField(n)",
                    type.getName());
        }
        return new EnumSchema(type.getSimpleName(), constants);
    }

    private static @Nullable RpcField number(Class<?> type, String name) {
        try {
            Field field = type.getField(name);
            return field.getAnnotation(RpcField.class);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(type + " has no constant " + name, e);
        }
    }

    private static void requireAllOrNone(Class<?> type, int numbered, int all) {
        if (numbered != 0 && numbered != all) {
            throw new SchemaException(
                    type.getName()
                            + ": "
                            + numbered
                            + " of "
                            + all
                            + " constants have a number (expected: all, or none)",
                    "Put @RpcField(n) on every constant of the enum.");
        }
    }

    private static void requireDistinct(Class<?> type, Map<String, Integer> constants) {
        if (constants.values().stream().distinct().count() != constants.size()) {
            throw new SchemaException(
                    type.getName()
                            + ": constants "
                            + constants
                            + " (expected: a number of its own for each)",
                    "Change the @RpcField of one of them.");
        }
    }
}
