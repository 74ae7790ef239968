package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prints values that have the form of {@link TypeSchema}'s.
 *
 * @param enums their names
 */
record ValuePrinter(Function<EnumSchema, String> enums) {

    /** Null if the language cannot say it: bytes that are no text, and what is no number. */
    @Nullable String of(TypeSchema type, Object value) {
        return switch (type.kind()) {
            case DOUBLE -> Double.isFinite((Double) value) ? value.toString() : null;
            case STRING, UUID -> Literals.literal(value.toString());
            case BINARY -> binary((ByteBuffer) value);
            case ENUM -> member(Objects.requireNonNull(type.enumeration()), (Integer) value);
            case LIST, SET -> items(type, (Collection<?>) value);
            case MAP -> map(type, (Map<?, ?>) value);
            case STRUCT -> struct(Objects.requireNonNull(type.struct()), (Map<?, ?>) value);
            default -> value.toString();
        };
    }

    private static @Nullable String binary(ByteBuffer value) {
        try {
            ByteBuffer bytes = value.duplicate();
            return Literals.literal(StandardCharsets.UTF_8.newDecoder().decode(bytes).toString());
        } catch (CharacterCodingException noText) {
            return null;
        }
    }

    private String member(EnumSchema type, Integer number) {
        String name = type.nameOf(number);
        return name == null
                ? number.toString()
                : enums.apply(type) + '.' + IdlNames.legal(name);
    }

    private @Nullable String items(TypeSchema type, Collection<?> items) {
        TypeSchema element = Objects.requireNonNull(type.element());
        return joined(items.stream().map(item -> of(element, item)), "[", "]");
    }

    private @Nullable String map(TypeSchema type, Map<?, ?> map) {
        TypeSchema key = Objects.requireNonNull(type.key());
        TypeSchema element = Objects.requireNonNull(type.element());
        return joined(
                map.entrySet().stream()
                        .map(e -> entry(of(key, e.getKey()), of(element, e.getValue()))),
                "{",
                "}");
    }

    private @Nullable String struct(StructSchema struct, Map<?, ?> fields) {
        return joined(
                struct.fields().stream()
                        .filter(field -> fields.get(field.name()) != null)
                        .map(
                                field ->
                                        entry(
                                                '"' + IdlNames.legal(field.name()) + '"',
                                                of(
                                                        field.type(),
                                                        Objects.requireNonNull(
                                                                fields.get(field.name()))))),
                "{",
                "}");
    }

    private static @Nullable String entry(@Nullable String key, @Nullable String value) {
        return key == null || value == null ? null : key + ": " + value;
    }

    private static @Nullable String joined(
            Stream<? extends @Nullable String> parts, String open, String close) {
        var all = parts.collect(Collectors.toList());
        return all.contains(null) ? null : open + String.join(", ", all) + close;
    }
}
