package io.harrier.rpc.serialize.generic;

/**
 * How values look as JSON. What can be told apart is read in each form, whatever is written.
 *
 * <ul>
 *   <li>{@code null} is an absent field; in a container and for a required field it is refused.
 *   <li>Maps are objects. Keys that are no strings stand in quotes: numbers, booleans, enums,
 *       UUIDs, binaries. Maps with other keys are arrays of pairs: {@code [[key, value], ...]}.
 *   <li>A name that stands in a struct twice is refused; one in a map goes out twice, and most
 *       receivers keep the last.
 * </ul>
 *
 * @param longsAsText 64-bit integers are written as strings, since JavaScript has no such numbers;
 *     both are read
 * @param base64 binaries are Base64 (RFC 4648 §4, padded); else they are text in UTF-8
 * @param enumNames enums are written by name if they have one, else by number; both are read
 * @param defaults absent fields stand with their defaults: those that the schema tells; in Protobuf
 *     also zeros and empty values
 * @param skipUnknown names that no field has are passed over, else refused; fields of a payload
 *     that the schema does not know are always passed over
 * @param nonFiniteAsText {@code "NaN"}, {@code "Infinity"} and {@code "-Infinity"} are doubles;
 *     else such values are refused
 * @param bareArgument the text of a method with exactly one parameter is that parameter's value, as
 *     Kitex's JSON calls have it; else it is an object with the parameters by their names, as it is
 *     for all other methods. Nothing in a text tells the two apart for sure
 */
public record JsonOptions(
        boolean longsAsText,
        boolean base64,
        boolean enumNames,
        boolean defaults,
        boolean skipUnknown,
        boolean nonFiniteAsText,
        boolean bareArgument) {
    public static final JsonOptions DEFAULT =
            new JsonOptions(false, true, true, false, false, true, false);

    /** As stock Kitex's JSON calls: bare arguments, enums by number, unknown names passed over. */
    public static final JsonOptions KITEX =
            DEFAULT.withBareArgument(true).withEnumNames(false).withSkipUnknown(true);

    public JsonOptions withLongsAsText(boolean on) {
        return new JsonOptions(
                on, base64, enumNames, defaults, skipUnknown, nonFiniteAsText, bareArgument);
    }

    public JsonOptions withBase64(boolean on) {
        return new JsonOptions(
                longsAsText, on, enumNames, defaults, skipUnknown, nonFiniteAsText, bareArgument);
    }

    public JsonOptions withEnumNames(boolean on) {
        return new JsonOptions(
                longsAsText, base64, on, defaults, skipUnknown, nonFiniteAsText, bareArgument);
    }

    public JsonOptions withDefaults(boolean on) {
        return new JsonOptions(
                longsAsText, base64, enumNames, on, skipUnknown, nonFiniteAsText, bareArgument);
    }

    public JsonOptions withSkipUnknown(boolean on) {
        return new JsonOptions(
                longsAsText, base64, enumNames, defaults, on, nonFiniteAsText, bareArgument);
    }

    public JsonOptions withNonFiniteAsText(boolean on) {
        return new JsonOptions(
                longsAsText, base64, enumNames, defaults, skipUnknown, on, bareArgument);
    }

    public JsonOptions withBareArgument(boolean on) {
        return new JsonOptions(
                longsAsText, base64, enumNames, defaults, skipUnknown, nonFiniteAsText, on);
    }
}
