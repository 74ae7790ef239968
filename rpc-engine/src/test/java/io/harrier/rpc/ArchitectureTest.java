package io.harrier.rpc;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.util.Map;
import java.util.Set;

/**
 * Holds the drawing of ARCHITECTURE.md: a line of it changes here, in the same commit, or nowhere.
 *
 * <p>Left a room, right the rooms it may use: all of them stand further up, so no line goes round.
 * Rooms may still be empty.
 */
@AnalyzeClasses(packages = "io.harrier.rpc", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Map<String, Set<String>> MAY_USE =
            Rooms.table(
                    """
                    concurrent |
                    annotation |
                    error      |
                    schema     | annotation error
                    context    | error
                    metrics    | context concurrent error
                    buffer     | concurrent metrics error
                    protocol   | buffer error
                    frame      | buffer protocol context error
                    call       | schema context concurrent error
                    cluster    | context concurrent error
                    transport  | frame buffer metrics context concurrent error
                    serialize  | schema protocol buffer error
                    resilience | call schema context concurrent error
                    trace      | metrics call context concurrent error
                    rules      | resilience trace call protocol schema context concurrent error
                    security   | call context error
                    reflect    | schema call
                    pool       | transport concurrent error
                    client     | above
                    server     | above !client !pool !cluster.balance
                    """);

    /** The drawing, with another base package for the test of this test. */
    static Rooms drawing(String base) {
        return new Rooms(
                base, MAY_USE, Set.of("client", "server"), Set.of("frame", "serialize", "cluster"));
    }

    private static final Rooms ROOMS = drawing("io.harrier.rpc");

    @ArchTest static final ArchRule arrows = ROOMS.arrows();
    @ArchTest static final ArchRule noCycles = ROOMS.noCycles();
    @ArchTest static final ArchRule onlyListed = ROOMS.onlyListed();
    @ArchTest static final ArchRule childrenUseParents = ROOMS.childrenUseParents();
    @ArchTest static final ArchRule builtIns = ROOMS.builtInsAreNamedByAssembly();
    @ArchTest static final ArchRule noNettyInternals = ROOMS.nobodyUses("io.netty.util.internal");

    /** Whoever has no classes of protoc's needs no protobuf-java. */
    @ArchTest
    static final ArchRule noProtobuf =
            ArchRuleDefinition.noClasses()
                    .that()
                    .resideOutsideOfPackages("..serialize.protobuf", "..schema.descriptor")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("com.google.protobuf..");

    /** Whoever has no circuit breaker needs no resilience4j. */
    @ArchTest
    static final ArchRule noResilience4j =
            ArchRuleDefinition.noClasses()
                    .that()
                    .doNotHaveFullyQualifiedName("io.harrier.rpc.resilience.Breaker")
                    .and()
                    .doNotHaveFullyQualifiedName("io.harrier.rpc.resilience.DryBreaker")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("io.github.resilience4j..");

    @ArchTest static final ArchRule noSpring = ROOMS.nobodyUses("org.springframework");
}
