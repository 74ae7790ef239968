package io.harrier.rpc.codegen.maven;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.project.MavenProject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GenerateMojoTest {
    @TempDir Path folder;

    private final GenerateMojo goal = new GenerateMojo();
    private Path idl;
    private Path output;

    @BeforeEach
    void configure() throws IOException {
        idl = Files.writeString(folder.resolve("shop.thrift"), "struct User { 1: i32 id }");
        output = folder.resolve("generated");
        goal.sources = List.of(idl.toFile());
        goal.outputDirectory = output.toFile();
        goal.javaPackage = "demo.shop";
        goal.encoding = "UTF-8";
        goal.project = new MavenProject();
    }

    @Test
    void execute_ofAFile_writesJavaThatIsCompiled() throws Exception {
        goal.execute();

        assertThat(output.resolve("demo/shop/User.java")).content().contains("record User(");
        assertThat(goal.project.getCompileSourceRoots()).containsExactly(output.toString());
    }

    @Test
    void execute_skipped_doesNothing() throws Exception {
        goal.skip = true;
        goal.execute();

        assertThat(output).doesNotExist();
    }

    @Test
    void execute_ofABrokenFile_failsWithThePlaceAndNoTrace() throws IOException {
        Files.writeString(idl, "struct User {\n  1: Usr id\n}");

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(goal::execute)
                .withNoCause()
                .withMessageStartingWith(idl + ":2:6: unknown type: Usr (expected: ")
                .withMessageEndingWith("\n      1: Usr id\n         ^");
    }

    @Test
    void execute_withoutAPackage_failsWithWhatToDo() {
        goal.javaPackage = null;

        assertThatExceptionOfType(MojoFailureException.class)
                .isThrownBy(goal::execute)
                .withMessage(
                        idl
                                + " has no namespace (expected: namespace java, or *). Write one into"
                                + " the file, or set javaPackage where the generator is configured.");
    }
}
