package io.harrier.rpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Shows each rule of {@link ArchitectureTest} failing on code that breaks it, and on that only. */
class ArchitectureTestTest {
    private static final JavaClasses FIXTURES =
            new ClassFileImporter().importPackages("io.harrier.archfixture");

    @Test
    void allRules_soundCode_pass() {
        assertThat(brokenBy("sound", Rooms::arrows)).isEmpty();
        assertThat(brokenBy("sound", Rooms::noCycles)).isEmpty();
        assertThat(brokenBy("sound", Rooms::onlyListed)).isEmpty();
        assertThat(brokenBy("sound", Rooms::childrenUseParents)).isEmpty();
        assertThat(brokenBy("sound", Rooms::builtInsAreNamedByAssembly)).isEmpty();
        assertThat(brokenBy("sound", rooms -> rooms.nobodyUses("io.netty.util.internal")))
                .isEmpty();
    }

    @Test
    void arrows_errorUsesCall_fails() {
        assertThat(brokenBy("arrow", Rooms::arrows))
                .singleElement()
                .asString()
                .contains("archfixture.arrow.error.", "archfixture.arrow.call.");
    }

    @Test
    void arrows_serverUsesBalance_fails() {
        assertThat(brokenBy("balance", Rooms::arrows))
                .singleElement()
                .asString()
                .contains("archfixture.balance.server.", "archfixture.balance.cluster.balance.");
    }

    @Test
    void noCycles_twoRoomsUseEachOther_fails() {
        assertThat(brokenBy("cycle", Rooms::noCycles))
                .singleElement()
                .asString()
                .contains("Slice context", "Slice error");
    }

    @Test
    void onlyListed_unknownRoom_fails() {
        assertThat(brokenBy("unlisted", Rooms::onlyListed))
                .containsExactly(
                        "io.harrier.archfixture.unlisted.helper.Helper is in unlisted room helper");
    }

    @Test
    void childrenUseParents_parentUsesChild_fails() {
        assertThat(brokenBy("child", Rooms::childrenUseParents))
                .singleElement()
                .asString()
                .contains("archfixture.child.protocol.", "archfixture.child.protocol.binary.");
    }

    @Test
    void builtIns_transportNamesCodec_fails() {
        assertThat(brokenBy("builtin", Rooms::builtInsAreNamedByAssembly))
                .singleElement()
                .asString()
                .contains("archfixture.builtin.transport.", "archfixture.builtin.frame.grpc.");
    }

    @Test
    void nobodyUses_nettyInternals_fails() {
        assertThat(brokenBy("internal", rooms -> rooms.nobodyUses("io.netty.util.internal")))
                .isNotEmpty();
    }

    @Test
    void table_roomUsesOneFurtherDown_throws() {
        assertThatThrownBy(() -> Rooms.table("error | call\ncall |"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("error uses call (expected one of [])");
    }

    @Test
    void table_aboveWithoutOne_isTheRest() {
        assertThat(Rooms.table("a |\nb | a\nc | above !b !a.x").get("c"))
                .containsExactlyInAnyOrder("a", "!b", "!a.x");
    }

    private static List<String> brokenBy(String fixture, Function<Rooms, ArchRule> rule) {
        String base = "io.harrier.archfixture." + fixture;
        return rule.apply(ArchitectureTest.drawing(base))
                .evaluate(FIXTURES)
                .getFailureReport()
                .getDetails();
    }
}
