package io.harrier.rpc.codegen.serializer;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.codegen.Compilation;
import io.harrier.rpc.codegen.Modules;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the processor says of types, in the words of {@code AnnotatedServiceTest}, and where. */
final class SerializableProcessorTest {
    private static final String NO_TYPE =
            " is no type of the wire (expected: a primitive or its box, String, byte[], ByteBuffer,"
                    + " ByteBuf, UUID, an enum, List, Set, Map, a record, a class with @RpcField;"
                    + " Optional around one of them)";

    @TempDir Path directory;

    static Stream<Arguments> wrong() {
        return Map.ofEntries(
                        Map.entry(
                                "record A(\nint x,\njava.time.Instant since) {}",
                                "3 A.since: java.time.Instant" + NO_TYPE),
                        Map.entry(
                                "record A(@RpcField(1) int one,\nint two) {}",
                                "1 p.A: 1 of 2 components have @RpcField (expected: all, or none)"),
                        Map.entry(
                                "record A(@RpcField(1) int one, @RpcField(1) int two) {}",
                                "1 A: p.A gives a field id twice (expected: one each)"),
                        Map.entry(
                                "record A(\n@RpcField(40000) int one) {}",
                                "2 p.A.one has field id 40000 (expected: 1..32767)"),
                        Map.entry(
                                "class A {\nint count;\n}",
                                "2 p.A.count has no field id (expected: @RpcField(1..32767))"),
                        Map.entry(
                                "class A { @RpcField(1) final int count;"
                                        + " A(String c) { count = c.length(); } }",
                                "1 A: p.A has no constructor to read it with (expected: one without"
                                        + " parameters and no final field, or one that takes [int],"
                                        + " the fields by their ids)"),
                        Map.entry(
                                "record A(List<Mood> moods) {}"
                                        + " enum Mood { @RpcField(1) GOOD, BAD }",
                                "1 A.moods[]: p.Mood: 1 of 2 constants have a number (expected:"
                                        + " all, or none)"),
                        Map.entry(
                                "record A(Mood mood) {}"
                                        + " enum Mood { @RpcField(1) GOOD, @RpcField(1) BAD }",
                                "1 A.mood: p.Mood: constants {GOOD=1, BAD=1} (expected: a number of"
                                        + " its own for each)"),
                        Map.entry(
                                "record A(List<?> any) {}",
                                "1 A.any[]: java.lang.Object" + NO_TYPE),
                        Map.entry("record A(int[] many) {}", "1 A.many: int[]" + NO_TYPE),
                        Map.entry(
                                "record A(List<java.util.Optional<String>> any) {}",
                                "1 A.any[]: java.util.Optional" + NO_TYPE),
                        Map.entry("abstract class A {}", "1 A: p.A" + NO_TYPE),
                        Map.entry(
                                "sealed interface A permits B {}\nrecord B() implements A {}",
                                "2 p.B, permitted by p.A, has no field id (expected:"
                                        + " @RpcField(1..32767))"),
                        Map.entry(
                                "sealed interface A permits B {}\n"
                                        + "@RpcField(1) non-sealed class B implements A {}",
                                "2 p.B, permitted by p.A, is no member of a union (expected: a"
                                        + " record or a final class)"),
                        Map.entry(
                                "sealed interface A<T> permits B {}"
                                        + " @RpcField(1) record B() implements A<String> {}",
                                "1 A: p.A is a union with type parameters (expected: one"
                                        + " without)"))
                .entrySet()
                .stream()
                .map(each -> Arguments.of(each.getKey(), each.getValue()));
    }

    @ParameterizedTest
    @MethodSource("wrong")
    void process_whatCannotTravel_isAnErrorAtItsPlace(String source, String message) {
        Compilation compilation = compile(source);
        assertThat(compilation.run()).isFalse();
        assertThat(compilation.told())
                .singleElement()
                .asString()
                .startsWith("ERROR A.java:" + message);
        assertThat(compilation.told().get(0).lines()).hasSizeGreaterThan(1); // what to do
    }

    static Stream<Arguments> reflective() {
        return Stream.of(
                Arguments.of(
                        "class A {\n@RpcField(1) private int count;\n}",
                        "2 p.A travels by reflection: p.A.count cannot be reached (expected: a"
                                + " field that generated code in the package of the type may use,"
                                + " or setCount(...))"),
                Arguments.of(
                        "class A {\n@RpcField(1) int count;\nprivate A() {}\n}",
                        "3 p.A travels by reflection: p.A: its constructor is private"),
                Arguments.of(
                        "record A(B b) {} record B(int x) {}",
                        "1 p.A travels by reflection: p.B in it has no @Serializable"),
                Arguments.of(
                        "record A(Outer.B b) {}"
                                + " class Outer { private Outer() {} @Serializable record B(C c) {}"
                                + " record C() {} }",
                        "1 p.A travels by reflection: p.Outer.C in it has no @Serializable"),
                Arguments.of(
                        "record A(P<java.util.Optional<String>> p) {}"
                                + " @Serializable record P<T>(T t) {}",
                        "1 p.A travels by reflection: A.p: "
                                + "p.P<java.util.Optional<java.lang.String>> has an Optional as its"
                                + " argument"));
    }

    @ParameterizedTest
    @MethodSource("reflective")
    void process_whatGeneratedCodeCannotReach_isANote(String source, String message) {
        Compilation compilation = compile(source);
        assertThat(compilation.run()).as(compilation::text).isTrue();
        assertThat(compilation.told()).anyMatch(each -> each.startsWith("NOTE A.java:" + message));
        assertThat(compilation.hasWritten("p/A$$GeneratedSerializer")).isFalse();
    }

    @Test
    void process_aTypeOfAnotherJar_usesItsSerializerIfItHasOne() {
        Compilation other = new Compilation(directory.resolve("other"));
        other.source(
                "q/B",
                "package q; @io.harrier.rpc.annotation.Serializable public record B(int x) {}");
        assertThat(other.run()).isTrue();
        Compilation user = compile("record A(q.B b) {}").against(other.classes());

        assertThat(user.run()).as(user::text).isTrue();
        assertThat(user.hasWritten("p/A$$GeneratedSerializer")).isTrue();
        assertThat(user.hasWritten("q/B$$GeneratedSerializer")).isFalse();
    }

    @Test
    void process_aTypeOfAJarBuiltWithoutIt_isANote() {
        Compilation other = new Compilation(directory.resolve("other"));
        other.source(
                "q/B",
                "package q; @io.harrier.rpc.annotation.Serializable public record B(int x) {}");
        assertThat(other.with(new Naming("none", "")).run()).isTrue();
        Compilation user = compile("record A(q.B b) {}").against(other.classes());

        assertThat(user.run()).isTrue();
        assertThat(user.told())
                .anyMatch(each -> each.contains("q.B in it was built without this processor"));
    }

    @Test
    void process_inAModule_needsNothingButTheEngine() throws Exception {
        Path engine = Modules.engineJar(directory);
        Compilation compilation =
                compile(
                                "public record A(int x, Mood mood) { public enum Mood { @RpcField(1) GOOD } }")
                        .source(
                                "module-info",
                                "module m { requires transitive rpc.engine; exports p; }")
                        .source(
                                "p/Main",
                                "package p; import io.harrier.rpc.serialize.*;"
                                        + " public class Main { private Main() {}"
                                        + " public static void main(String[] a)"
                                        + " { System.out.println("
                                        + "new io.harrier.rpc.serialize.reflective.TypeSerializers("
                                        + "new io.harrier.rpc.serialize.generated"
                                        + ".GeneratedSerializers()).of(A.class)"
                                        + ".getClass().getName()); } }")
                        .onModulePath(engine);
        assertThat(compilation.run()).as(compilation::text).isTrue();

        assertThat(Modules.run(engine, compilation.classes(), "m/p.Main"))
                .containsExactly("p.A$$GeneratedSerializer");
    }

    @Test
    void process_typesWithAnnotationsOnTheirTypes_writesThemWithout() {
        Compilation compilation =
                compile(
                        "record A(@org.jspecify.annotations.Nullable String s,"
                                + " List<@org.jspecify.annotations.Nullable Long> l) {}");
        assertThat(compilation.run()).as(compilation::text).isTrue();
        assertThat(compilation.told()).isEmpty();
        assertThat(compilation.hasWritten("p/A$$GeneratedSerializer")).isTrue();
    }

    @Test
    void process_aTypeThatAnotherProcessorWrites_waitsForIt() {
        Compilation compilation =
                compile("record A(Made made) {}")
                        .with(new Naming("p.Made", "record Made(int x) {}"));
        assertThat(compilation.run()).as(compilation::text).isTrue();
        assertThat(compilation.hasWritten("p/A$$GeneratedSerializer")).isTrue();
        assertThat(compilation.hasWritten("p/Made$$GeneratedSerializer")).isTrue();
    }

    private Compilation compile(String type) {
        return new Compilation(directory)
                .source(
                        "p/A",
                        "package p; import io.harrier.rpc.annotation.*; import java.util.List;"
                                + " @Serializable "
                                + type);
    }

    /** The processor behind another, which writes one type; or without it. */
    private static final class Naming extends AbstractProcessor {
        private final SerializableProcessor inner = new SerializableProcessor();
        private final String name;
        private final String text;
        private boolean isDone;

        Naming(String name, String text) {
            this.name = name;
            this.text = text;
        }

        @Override
        public Set<String> getSupportedAnnotationTypes() {
            return Set.of("*");
        }

        @Override
        public SourceVersion getSupportedSourceVersion() {
            return SourceVersion.latestSupported();
        }

        @Override
        public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
            if (text.isEmpty()) {
                return false;
            }
            if (!isDone) {
                isDone = true;
                inner.init(processingEnv);
                try (var file = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                    file.write("package p; @io.harrier.rpc.annotation.Serializable " + text);
                } catch (java.io.IOException e) {
                    throw new java.io.UncheckedIOException(e);
                }
            }
            List<? extends TypeElement> ours =
                    annotations.stream()
                            .filter(each -> each.getSimpleName().contentEquals("Serializable"))
                            .toList();
            inner.process(Set.copyOf(ours), round);
            return false;
        }
    }
}
