package io.harrier.rpc.rules;

import io.harrier.rpc.call.Place;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which methods a rule is for.
 *
 * <pre>
 *   *                        all
 *   Users                    those of a service
 *   Users/find               one
 *   Users/find(i64,string)   one, if its parameters are of these types
 * </pre>
 *
 * <p>Types are written as Thrift's IDL writes them, those of other schemas by what they become on
 * the wire; spaces among them say nothing.
 *
 * @param text without spaces
 * @param service empty for all
 * @param method with the types of its parameters, if they are told; empty for all
 */
record RuleKey(String text, String service, String method) {
    static final int MAX_LENGTH = 1_000;

    static final String EXPECTED =
            "the name of a rule: \"*\", a service, service/method, or service/method(type,type)";

    private static final String NAME = "[^/(){}<>\\[\\],\"'\\s\\p{Cntrl}*]+";
    private static final String TYPES = "\\([^/(){}\\[\\]\"'\\p{Cntrl}*]*\\)";

    private static final Pattern FORM =
            Pattern.compile('(' + NAME + ")(/" + NAME + '(' + TYPES + ")?)?");

    private static final RuleKey ALL = new RuleKey("*", "", "");

    /**
     * @return null if it is of no such form
     */
    static @Nullable RuleKey parse(String told) {
        if (told.equals("*")) {
            return ALL;
        }
        boolean isLong = told.codePointCount(0, told.length()) > MAX_LENGTH;
        Matcher form = FORM.matcher(told);
        if (isLong || !form.matches()) {
            return null;
        }
        String method = form.group(2);
        return new RuleKey(
                told.replace(" ", ""),
                form.group(1),
                method == null ? "" : method.substring(1).replace(" ", ""));
    }

    /** The more, the more specific. */
    int rank() {
        if (method.isEmpty()) {
            return service.isEmpty() ? 0 : 1;
        }
        return method.endsWith(")") ? 3 : 2;
    }

    boolean isFor(Place place) {
        return switch (rank()) {
            case 0 -> true;
            case 1 -> service.equals(place.service().name());
            case 2 -> text.equals(place.name());
            default ->
                    service.equals(place.service().name())
                            && method.equals(place.method().signature());
        };
    }
}
