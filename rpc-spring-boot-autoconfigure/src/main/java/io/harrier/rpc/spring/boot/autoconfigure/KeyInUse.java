package io.harrier.rpc.spring.boot.autoconfigure;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.source.InvalidConfigurationPropertyValueException;

/** The key whose value is being applied: a value that is refused is reported with it. */
final class KeyInUse {
    private String key = "";
    private @Nullable Object value;

    /** Notes a key, and gives its value back. */
    <T> T at(String name, T given) {
        key = name;
        value = given;
        return given;
    }

    /**
     * @param inFull the key in full from its end, as it was noted
     */
    InvalidConfigurationPropertyValueException refused(
            UnaryOperator<String> inFull, IllegalArgumentException why) {
        return new InvalidConfigurationPropertyValueException(
                inFull.apply(key), value, String.valueOf(why.getMessage()));
    }
}
