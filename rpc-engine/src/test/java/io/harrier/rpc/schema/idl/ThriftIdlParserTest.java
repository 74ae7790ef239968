package io.harrier.rpc.schema.idl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ThriftCompilerTest, with Apache's XML, does not show. */
final class ThriftIdlParserTest {
    @Test
    void parse_ofValues_givesThemTheFormOfTheirTypes() {
        assertThat(constant("bool", "1")).isEqualTo(true);
        assertThat(constant("byte", "-3")).isEqualTo((byte) -3);
        assertThat(constant("i16", "3")).isEqualTo((short) 3);
        assertThat(constant("i32", "0x10")).isEqualTo(16);
        assertThat(constant("i64", "5")).isEqualTo(5L);
        assertThat(constant("double", "5")).isEqualTo(5.0);
        assertThat(constant("string", "'a\\n'")).isEqualTo("a\n");
        assertThat(constant("binary", "'é'"))
                .isEqualTo(ByteBuffer.wrap("é".getBytes(StandardCharsets.UTF_8)));
        assertThat(constant("uuid", "'00112233-4455-6677-8899-aabbccddeeff'"))
                .isEqualTo(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
        assertThat(constant("E", "E.Y")).isEqualTo(7);
        assertThat(constant("list<i64>", "[2, 1]")).isEqualTo(List.of(2L, 1L));
        assertThat(constant("set<i16>", "[1, 1]")).isEqualTo(Set.of((short) 1));
        assertThat(constant("map<E, S>", "{E.X: {'a': 3}}"))
                .isEqualTo(Map.of(1, Map.of("a", 3)));
    }

    private static Object constant(String type, String value) {
        String text =
                "enum E { X = 1, Y = 7 } struct S { 1: i32 a } const %s C = %s"
                        .formatted(type, value);
        return ThriftIdlParser.parse("a.thrift", text).constants().get("C").value();
    }

    @ParameterizedTest
    @CsvSource({"'\\d+\\.', '\\d+\\.'", "'\\\\d', '\\d'", "'\\t', '\t'", "'\\\"', '\"'"})
    void parse_ofAnEscape_keepsWhatIsNone(String written, String meant) {
        String text = "const string C = \"" + written + '"';

        assertThat(ThriftIdlParser.parse("a.thrift", text).constants().get("C").value())
                .isEqualTo(meant);
    }

    @Test
    void parse_ofAService_givesArgumentsReplyAndExceptions() {
        IdlDocument document =
                ThriftIdlParser.parse(
                        "a.thrift",
                        """
                        exception E {}
                        service Base { oneway void tell(1: i32 a) }
                        service S extends Base { i64 call(1: string s) throws (2: E e) }
                        """);
        MethodSchema call = document.service("S").method("call");

        assertThat(document.service("S").methods()).extracting("name").containsExactly("tell", "call");
        assertThat(document.services().get("S").parent()).isEqualTo("Base");
        assertThat(document.services().get("S").ownMethods()).containsExactly(call);
        assertThat(document.service("S").method("tell").isOneway()).isTrue();
        assertThat(call.reply().field(0).type().kind()).isEqualTo(TypeSchema.Kind.I64);
        FieldSchema thrown = call.reply().field(2);
        assertThat(thrown.requiredness()).isEqualTo(Requiredness.OPTIONAL);
        assertThat(thrown.type().struct().kind()).isEqualTo(StructSchema.Kind.EXCEPTION);
        assertThat(document.service("None")).isNull();
    }

    @Test
    void parse_ofAnnotatedTypes_countsThemToTheField() {
        StructSchema struct =
                ThriftIdlParser.parse(
                                "a.thrift",
                                "struct S { 1: i64 (js.type = 'Long', a = 'type') x (a = 'field', b) }")
                        .structs()
                        .get("S");

        assertThat(struct.field("x").notes().annotations())
                .isEqualTo(Map.of("js.type", "Long", "a", "field", "b", "1"));
    }

    @Test
    void parse_ofHeaders_keepsThem() {
        IdlDocument document =
                ThriftIdlParser.parse(
                        "a.thrift",
                        """
                        /** The file. */
                        namespace * all
                        namespace java mine (a = "b")
                        cpp_include "<map>"
                        """);

        assertThat(document.notes().doc()).isEqualTo("The file.");
        assertThat(document.namespaceLanguages()).containsExactly("*", "java");
        assertThat(document.namespace("java")).isEqualTo("mine");
        assertThat(document.namespace("go")).isEqualTo("all");
        assertThat(document.namespaceNotes("java").annotations()).containsEntry("a", "b");
        assertThat(document.cppIncludes()).containsExactly("<map>");
    }

    @Test
    void parse_ofDocs_keepsTheirLines() {
        String text =
                """
                /**
                 * One.
                 *   Two, moved in.
                 *
                 * * three
                 */
                struct S {}
                """;

        assertThat(ThriftIdlParser.parse("a", text).structs().get("S").notes().doc())
                .isEqualTo("One.\n  Two, moved in.\n\n* three");
    }

    @ParameterizedTest
    @CsvSource({
        "main.thrift, x.thrift, x.thrift",
        "a/b/main.thrift, x.thrift, a/b/x.thrift",
        "a/b/main.thrift, ../x.thrift, a/x.thrift",
        "a/b/main.thrift, ./x.thrift, a/b/x.thrift",
        "a/b/main.thrift, a/b/x.thrift, a/b/x.thrift",
        "/a/main.thrift, ../x.thrift, /x.thrift",
        "main.thrift, /abs/x.thrift, /abs/x.thrift",
        "a/main.thrift, ../../x.thrift, ../x.thrift",
        "a/main.thrift, ../x.thrift, ../x.thrift"
    })
    void parse_fromMemory_findsIncludesByNameOrFromWhereTheyAreNamed(
            String main, String include, String key) {
        String text = "include \"" + include + "\" struct S { 1: x.X x }";

        IdlDocument document =
                ThriftIdlParser.parse(main, text, Map.of(key, "struct X { 1: i32 a }"));

        assertThat(document.structs().get("S").field("x").type().struct().field("a")).isNotNull();
        assertThat(document.includes()).containsOnlyKeys(include);
    }

    @Test
    void parse_ofAFile_looksBesideItThenInTheFolders(@TempDir Path folder) throws IOException {
        Path main = Files.createDirectories(folder.resolve("main"));
        Path other = Files.createDirectories(folder.resolve("other/deep"));
        Files.writeString(main.resolve("near.thrift"), "const i32 A = 1");
        Files.writeString(other.resolve("near.thrift"), "const i32 A = 2");
        Files.writeString(other.resolve("far.thrift"), "include \"../up.thrift\" const i32 A = up.A");
        Files.writeString(folder.resolve("other/up.thrift"), "const i32 A = 3");
        Path file = main.resolve("a.thrift");
        Files.writeString(
                file,
                "include \"near.thrift\" include \"far.thrift\" const list<i32> C = [near.A, far.A]");

        IdlDocument document = ThriftIdlParser.parse(file, other);

        assertThat(document.constants().get("C").value()).isEqualTo(List.of(1, 3));
    }

    @Test
    void parse_ofAMissingInclude_saysWhereItLooked(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("a.thrift");
        Files.writeString(file, "include \"b.thrift\"");
        Path other = folder.resolve("other");

        assertThatExceptionOfType(IdlException.class)
                .isThrownBy(() -> ThriftIdlParser.parse(file, other))
                .withMessageContaining(
                        "include not found: \"b.thrift\" (expected: in " + folder + ", " + other + ')');
    }

    @Test
    void parse_ofTheSameFileByTwoWays_readsItOnce() {
        IdlDocument document =
                ThriftIdlParser.parse(
                        "main.thrift",
                        """
                        include "left.thrift"
                        include "right.thrift"
                        const left.E A = right.B
                        """,
                        Map.of(
                                "left.thrift", "include \"e.thrift\" typedef e.E E",
                                "right.thrift", "include \"e.thrift\" const e.E B = e.E.X",
                                "e.thrift", "enum E { X = 9 }"));

        assertThat(document.constants().get("A").value()).isEqualTo(9);
        assertThat(document.includes().get("left.thrift").includes().get("e.thrift"))
                .isSameAs(document.includes().get("right.thrift").includes().get("e.thrift"));
    }

    @Test
    void parse_ofTwoIncludesOfOneName_asksBoth() {
        IdlDocument document =
                ThriftIdlParser.parse(
                        "main.thrift",
                        "include \"a/x.thrift\" include \"b/x.thrift\" struct S { 1: x.A a, 2: x.B b }",
                        Map.of("a/x.thrift", "struct A {}", "b/x.thrift", "struct B {}"));

        assertThat(document.structs().get("S").fields()).hasSize(2);
    }

    @Test
    void exception_ofAWrongText_saysItsPlaceAndAdvice() {
        assertThatExceptionOfType(IdlException.class)
                .isThrownBy(() -> ThriftIdlParser.parse("a.thrift", "\n  oops"))
                .satisfies(
                        e -> {
                            assertThat(e.file()).isEqualTo("a.thrift");
                            assertThat(e.line()).isEqualTo(2);
                            assertThat(e.column()).isEqualTo(3);
                            assertThat(e.advice())
                                    .isEqualTo("Correct a.thrift at line 2, column 3.");
                        });
    }
}
