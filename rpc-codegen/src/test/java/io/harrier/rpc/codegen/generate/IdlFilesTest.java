package io.harrier.rpc.codegen.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.schema.SchemaException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class IdlFilesTest {
    @TempDir Path folder;

    private void idl(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private IdlFiles files(String otherPackage) {
        return new IdlFiles(
                List.of(folder.resolve("idl")), List.of(folder.resolve("shared")), otherPackage);
    }

    @Test
    void java_ofAFolder_isThatOfItsFilesAndOfAllTheyInclude() throws IOException {
        idl("shared/base.thrift", "namespace java demo.base struct Base { 1: i32 a }");
        idl("idl/one.thrift", "include \"base.thrift\" struct One { 1: base.Base base }");
        idl("idl/deep/two.thrift", "include \"base.thrift\" namespace * demo.two enum Two { A }");
        idl("idl/notes.txt", "no IDL");

        assertThat(files("demo.int").java())
                .containsOnlyKeys("demo/base/Base.java", "demo/int_/One.java", "demo/two/Two.java");
    }

    @Test
    void java_withoutANamespace_isRefused() throws IOException {
        idl("idl/one.thrift", "struct One {}");
        assertRefused(null, " has no namespace (expected: namespace java, or *)");
    }

    @Test
    void java_ofTheSameClassTwice_isRefused() throws IOException {
        idl("idl/one.thrift", "struct Same { 1: i32 a }");
        idl("idl/two.thrift", "struct Same { 1: i64 a }");
        assertRefused("demo", "demo/Same.java is made of two files of IDL (expected: of one)");

        idl("idl/two.thrift", "include \"one.thrift\" struct Same { 1: i64 a }");
        assertRefused("demo", "both make a class demo.Same (expected: one of them)");
    }

    @Test
    void java_ofMoreFieldsThanARecordMayHave_isRefused() throws IOException {
        String fields =
                IntStream.rangeClosed(1, 128)
                        .mapToObj(id -> id + ": i64 f" + id)
                        .collect(Collectors.joining("\n"));
        idl("idl/one.thrift", "struct Wide {\n" + fields + "\n}");
        assertRefused("demo", "Wide has 128 fields (expected: at most 127, as Java's records)");
    }

    private void assertRefused(String otherPackage, String part) {
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> files(otherPackage).java())
                .withMessageContaining(part);
    }
}
