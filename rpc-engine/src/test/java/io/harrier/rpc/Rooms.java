package io.harrier.rpc;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * A drawing of rooms, and the rules that hold code to it.
 *
 * <p>A room is a package right below the base package; the packages below it are its children. Uses
 * of code outside the base package are free.
 *
 * @param base the base package, such as {@code io.harrier.rpc}
 * @param mayUse every room, with the rooms it may use, their children included; {@code
 *     "!cluster.balance"} takes one child out again
 * @param assembly the rooms that put the others together: they alone use their own children, and
 *     name the built-ins of others
 * @param builtIns the rooms whose children are such built-ins
 */
record Rooms(
        String base, Map<String, Set<String>> mayUse, Set<String> assembly, Set<String> builtIns) {

    /**
     * Reads a table of one room a line: its name, a bar, the rooms it may use. {@code "above"}
     * stands for all earlier rooms and {@code "!"} takes one of them out.
     *
     * @throws IllegalArgumentException if a room uses one that stands below it, or nowhere
     */
    static Map<String, Set<String>> table(String lines) {
        Map<String, Set<String>> mayUse = new LinkedHashMap<>();
        for (String line : lines.lines().toList()) {
            String room = line.substring(0, line.indexOf('|')).strip();
            Set<String> used = new LinkedHashSet<>();
            for (String word : line.substring(line.indexOf('|') + 1).strip().split(" +")) {
                if (word.equals("above")) {
                    used.addAll(mayUse.keySet());
                } else if (word.startsWith("!")) {
                    used.remove(word.substring(1));
                    used.add(word);
                } else if (mayUse.containsKey(word)) {
                    used.add(word);
                } else if (!word.isEmpty()) {
                    throw new IllegalArgumentException(
                            room + " uses " + word + " (expected one of " + mayUse.keySet() + ')');
                }
            }
            mayUse.put(room, used);
        }
        return mayUse;
    }

    /** Rule a: one room uses another only along a line of the drawing. */
    ArchRule arrows() {
        return all(
                "use only the rooms their own room may use",
                (user, used) -> room(user).equals(room(used)) || isAllowed(room(user), used));
    }

    /** Rule b: no room uses itself by way of others. */
    ArchRule noCycles() {
        return SlicesRuleDefinition.slices()
                .matching(base + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    /** Rule c: a room that is not in the drawing does not exist. */
    ArchRule onlyListed() {
        return ArchRuleDefinition.classes()
                .that(are("below " + base, type -> isInside(type)))
                .should(
                        new ArchCondition<>("be in a listed room") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                String room = room(path(type));
                                boolean listed = room.isEmpty() || mayUse.containsKey(room);
                                events.add(
                                        new SimpleConditionEvent(
                                                type,
                                                listed,
                                                type.getName() + " is in unlisted room " + room));
                            }
                        })
                .allowEmptyShould(true);
    }

    /** Rule d, inside a room: children use their parent, never the other way round. */
    ArchRule childrenUseParents() {
        return all(
                "not use their own children",
                (user, used) -> assembly.contains(room(user)) || !used.startsWith(user + '.'));
    }

    /** Rule d, between rooms: built-in codecs, serializers and balancers are named by assembly. */
    ArchRule builtInsAreNamedByAssembly() {
        return all(
                "leave it to " + assembly + " to name a built-in",
                (user, used) ->
                        room(user).equals(room(used))
                                || assembly.contains(room(user))
                                || !(isChild(used) && builtIns.contains(room(used))));
    }

    /** Rules e and f: a package (with all below it) that no room uses. */
    ArchRule nobodyUses(String foreignPackage) {
        return ArchRuleDefinition.noClasses()
                .that(are("below " + base, type -> isInside(type)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(foreignPackage + "..")
                .allowEmptyShould(true);
    }

    private boolean isAllowed(String user, String used) {
        Set<String> allowed = mayUse.getOrDefault(user, Set.of());
        return allowed.contains(room(used)) && !allowed.contains('!' + used);
    }

    /** A rule about every use of one package of ours by another; both without the base package. */
    private ArchRule all(String description, BiPredicate<String, String> isFine) {
        return ArchRuleDefinition.classes()
                .that(are("below " + base, type -> isInside(type)))
                .should(
                        new ArchCondition<>(description) {
                            @Override
                            public void check(JavaClass user, ConditionEvents events) {
                                for (Dependency use : user.getDirectDependenciesFromSelf()) {
                                    JavaClass used = use.getTargetClass().getBaseComponentType();
                                    if (isInside(used)) {
                                        events.add(
                                                new SimpleConditionEvent(
                                                        user,
                                                        isFine.test(path(user), path(used)),
                                                        use.getDescription()));
                                    }
                                }
                            }
                        })
                .allowEmptyShould(true);
    }

    private boolean isInside(JavaClass type) {
        return (type.getPackageName() + '.').startsWith(base + '.');
    }

    /** The package without the base: {@code "protocol.binary"}; empty for the base itself. */
    private String path(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(base) ? "" : name.substring(base.length() + 1);
    }

    private static String room(String path) {
        return path.split("\\.", 2)[0];
    }

    private static boolean isChild(String path) {
        return path.indexOf('.') >= 0;
    }

    private static DescribedPredicate<JavaClass> are(String what, Predicate<JavaClass> test) {
        return DescribedPredicate.describe(what, test);
    }
}
