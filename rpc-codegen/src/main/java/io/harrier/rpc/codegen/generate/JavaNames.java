package io.harrier.rpc.codegen.generate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Names of an IDL as Java has them. Where two would be the same, the later one gets a {@code _}.
 */
final class JavaNames {
    /** Words of the language, and those that cannot be types. */
    private static final Set<String> WORDS =
            words(
                    """
                    _ abstract assert boolean break byte case catch char class const continue default
                    do double else enum extends false final finally float for goto if implements
                    import instanceof int interface long native new null package permits private
                    protected public record return sealed short static strictfp super switch
                    synchronized this throw throws transient true try var void volatile while yield
                    """);

    /** What every object has: neither a component nor a method of an interface may be so called. */
    private static final Set<String> OF_OBJECT =
            words("clone finalize getClass hashCode notify notifyAll toString wait");

    /** What the records themselves have. */
    private static final Set<String> OF_RECORD = words("builder");

    private static final Set<String> OF_EXCEPTION =
            words(
                    """
                    fillInStackTrace getCause getLocalizedMessage getMessage getStackTrace
                    getSuppressed printStackTrace serialVersionUID
                    """);

    /** Types of {@code java.lang} that sources name without an import. */
    private static final Set<String> OF_THE_LANGUAGE =
            words(
                    """
                    Boolean Byte Character Class ClassCastException Comparable Deprecated Double
                    Enum Error Exception Float Integer Iterable Long Math Number Object Override
                    Record Runnable RuntimeException Short String SuppressWarnings System Thread
                    Throwable Void
                    """);

    private final Set<String> taken;

    private JavaNames(Set<String> taken) {
        this.taken = new HashSet<>(taken);
    }

    /** For what nothing but the words of the language forbids: parameters, constants, services. */
    static JavaNames free() {
        return new JavaNames(WORDS);
    }

    static JavaNames ofTypes() {
        return free().but(OF_THE_LANGUAGE);
    }

    static JavaNames ofRecord() {
        return free().but(OF_OBJECT).but(OF_RECORD);
    }

    static JavaNames ofException() {
        return free().but(OF_OBJECT).but(OF_EXCEPTION);
    }

    static JavaNames ofService() {
        return free().but(OF_OBJECT);
    }

    JavaNames but(Iterable<String> names) {
        names.forEach(taken::add);
        return this;
    }

    /** A name that was not given before: the wish, if it can be. */
    String give(String wish) {
        String name = wish;
        while (!taken.add(name)) {
            name += '_';
        }
        return name;
    }

    /** {@code get_user}, {@code GetUser} and {@code GET_USER} become {@code getUser}. */
    static String camelCase(String name) {
        List<String> words = split(name);
        if (words.isEmpty()) {
            return name;
        }
        String rest = words.stream().skip(1).map(JavaNames::capital).collect(Collectors.joining());
        return identifier(small(words.get(0)) + rest);
    }

    /** {@code plain_text} becomes {@code PlainText}. */
    static String typeCase(String name) {
        List<String> words = split(name);
        return words.isEmpty()
                ? name
                : identifier(words.stream().map(JavaNames::capital).collect(Collectors.joining()));
    }

    /** As it is, unless it is a word of the language. */
    static String packageName(String namespace) {
        return Arrays.stream(namespace.split("\\."))
                .map(part -> WORDS.contains(part) ? part + '_' : part)
                .collect(Collectors.joining("."));
    }

    static String decapitalized(String name) {
        return name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }

    private static List<String> split(String name) {
        boolean isLoud = name.indexOf('_') > 0 && name.equals(name.toUpperCase(Locale.ROOT));
        String calm = isLoud ? name.toLowerCase(Locale.ROOT) : name;
        return Arrays.stream(calm.split("[^A-Za-z0-9$]+")).filter(part -> !part.isEmpty()).toList();
    }

    /** {@code URL} stays, as {@code uRL} would help nobody. */
    private static String small(String word) {
        boolean isShort = word.length() == 1 || !Character.isUpperCase(word.charAt(1));
        return isShort ? decapitalized(word) : word;
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static String identifier(String name) {
        return Character.isDigit(name.charAt(0)) ? '_' + name : name;
    }

    private static Set<String> words(String lines) {
        return Set.of(lines.strip().split("\\s+"));
    }
}
