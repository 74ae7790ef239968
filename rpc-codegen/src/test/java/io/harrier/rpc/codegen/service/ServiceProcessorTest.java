package io.harrier.rpc.codegen.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.codegen.Compilation;
import io.harrier.rpc.codegen.Modules;
import io.harrier.rpc.serialize.reflective.ReflectiveBinder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** For which interfaces the processor writes a class, and what it says of others. */
final class ServiceProcessorTest {
    private static final String IMPORTS = "import io.harrier.rpc.annotation.*;\n";
    private static final String GREETER = "interface Greeter { String greet(String name); }\n";

    @TempDir Path directory;
    private Compilation app;

    @BeforeEach
    void processor() {
        app = new Compilation(directory.resolve("app")).with(new ServiceProcessor());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    @RpcService class A implements Greeter, Comparable<A> { public String greet(String n) { return n; } public int compareTo(A o) { return 0; } }
                    class A { A(@RpcClient("x") Greeter greeter) {} }
                    class A { @RpcClient("x") Greeter greeter; }
                    class A { void use(@RpcClient("x") Greeter greeter) {} }
                    class A { @RpcService Greeter greeter() { return n -> n; } }
                    class Base implements Greeter { public String greet(String n) { return n; } } @RpcService class A extends Base {}
                    @RpcService(interfaceType = Greeter.class) class A implements Greeter, Runnable { public String greet(String n) { return n; } public void run() {} }
                    """)
    void use_ofEveryKind_isFound(String use) {
        app.source("p/A", "package p;\n" + IMPORTS + GREETER + use);

        assertThat(app.run()).as(app.text()).isTrue();
        assertThat(app.told()).isEmpty();
        assertThat(app.hasWritten("p/Greeter$$GeneratedService")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"exports p;", "opens p;"})
    void process_inAModule_needsNothingButTheEngine(String reach) throws Exception {
        Path engine = Modules.engineJar(directory);
        app.source("p/Greeter", "package p; public " + GREETER)
                .source("module-info", "module m { requires transitive rpc.engine; " + reach + " }")
                .source(
                        "p/Main",
                        "package p;\n"
                                + IMPORTS
                                + "public class Main { Main(@RpcClient(\"x\") Greeter g) {}"
                                + " public static void main(String[] a) { System.out.println("
                                + "io.harrier.rpc.serialize.generated.GeneratedServices"
                                + ".find(Greeter.class).getClass().getName()); } }")
                .onModulePath(engine);
        assertThat(app.run()).as(app::text).isTrue();

        assertThat(Modules.run(engine, app.classes(), "m/p.Main"))
                .containsExactly("p.Greeter$$GeneratedService");
    }

    /** The processor cannot ask the engine, which need not be where processors are. */
    @Test
    void libraries_whoseTypesAreNoServices_areThoseThatTheEngineKnows() throws Exception {
        Field engines = ReflectiveBinder.class.getDeclaredField("NOT_SERVICES");
        engines.setAccessible(true);

        assertThat(Use.NOT_SERVICES).isEqualTo(engines.get(null));
    }

    @Test
    void annotatedInterface_isWritten() {
        app.source("p/A", "package p;\n" + IMPORTS + "@RpcClient(\"x\")" + GREETER);

        assertThat(app.run()).as(app.text()).isTrue();
        assertThat(app.hasWritten("p/Greeter$$GeneratedService")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    class A { private interface S { int f(int i); } A(@RpcClient("x") S s) {} }                           | p.A.S cannot be named in its package (expected: not private)
                    class A { interface S { P f(int i); } private record P(int i) {} A(@RpcClient("x") S s) {} }          | p.A.P cannot be named in its package (expected: not private)
                    class A { interface S<T> { T f(int i); } A(@RpcClient("x") S<String> s) {} }                          | it has type parameters (expected: none)
                    class A { interface S { <T> T f(int i); } A(@RpcClient("x") S s) {} }                                 | <T>f(int) has type parameters (expected: none)
                    class A { interface S { String toString(); } A(@RpcClient("x") S s) {} }                              | its method toString() is no call of a stub's (expected: neither a method of Object nor a callback)
                    class A { interface S {} A(@RpcClient("x") S s) {} }                                                  | it has no methods
                    class A { sealed interface S permits T { int f(int i); } record T() implements S { public int f(int i) { return i; } } A(@RpcClient("x") S s) {} } | it is sealed (expected: an interface that a stub may implement)
                    class A { interface K<T> { T f(T t); } private record P() {} interface S extends K<P> {} A(@RpcClient("x") S s) {} } | p.A.P cannot be named in its package (expected: not private)
                    class A { interface K<T> { int f(T t); } interface L { int f(String t); } interface S extends K<String>, L {} A(@RpcClient("x") S s) {} } | two of its methods have one signature (expected: one each)
                    class A { static class O<T> { class I {} } interface S { int f(O<String>.I i); } A(@RpcClient("x") S s) {} } | p.A.O<java.lang.String>.I is an inner class of a generic one (expected: a static one)
                    """)
    void interfaceThatCannotBeNamed_isCalledByReflection(String use, String note) {
        app.source("p/A", "package p;\n" + IMPORTS + use);

        assertThat(app.run()).as(app.text()).isTrue();
        assertThat(app.told()).singleElement().asString().startsWith("NOTE A.java:").endsWith(note);
    }

    /** It gets its class in the using module, unless it came with one. */
    @Test
    void interfaceOfAJar_isWrittenOnce() {
        Compilation jar = new Compilation(directory.resolve("jar")).with(new ServiceProcessor());
        jar.source("j/Plain", "package j; public interface Plain { int f(int i); }");
        jar.source(
                "j/Known",
                "package j;\n"
                        + IMPORTS
                        + "@RpcClient(\"x\") public interface Known { int f(int i); }");
        assertThat(jar.run()).as(jar.text()).isTrue();
        app.against(jar.classes())
                .source(
                        "p/A",
                        "package p;\n"
                                + IMPORTS
                                + "class A { A(@RpcClient(\"x\") j.Plain p, @RpcClient(\"x\") j.Known k) {} }");

        assertThat(app.run()).as(app.text()).isTrue();
        assertThat(app.told()).isEmpty();
        assertThat(app.hasWritten("j/Plain$$GeneratedService")).isTrue();
        assertThat(app.hasWritten("j/Known$$GeneratedService")).isFalse();
    }

    /** Types beside the interface, or in it, that are called like those of the generated class. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    interface Greeter { record Call(int i) {} int dial(Call c); }
                    interface Greeter { record Arguments(int i) {} int dial(); Arguments of(Arguments a); }
                    interface Greeter { record Arguments0(int i) {} int dial(Arguments0 a); }
                    interface Greeter { record String(int i) {} int dial(String a); }
                    interface Greeter { record Stub(int i) {} record GeneratedService() {} Stub dial(GeneratedService a); }
                    interface Greeter { int dial(Object o, String s); } class Object {} class String {} class Override {} class Throwable {}
                    """)
    void namesOfTheUsers_areNotOurs(String types) {
        app.source(
                "p/A",
                "package p;\n" + IMPORTS + types + "class A { A(@RpcClient(\"x\") Greeter g) {} }");

        assertThat(app.run()).as(app.text()).isTrue();
        assertThat(app.told()).isEmpty();
        assertThat(app.hasWritten("p/Greeter$$GeneratedService")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    class A { A(@RpcClient("x") java.util.Optional<Greeter> greeter) {} }
                    class A { @RpcClient("x") org.springframework.beans.factory.ObjectProvider<Greeter> greeter; }
                    """)
    void wrappedClient_isFound(String use) {
        app.source(
                        "org/springframework/beans/factory/ObjectProvider",
                        "package org.springframework.beans.factory; public interface ObjectProvider<T> {}")
                .source("p/A", "package p;\n" + IMPORTS + GREETER + use);

        assertThat(app.run()).as(app.text()).isTrue();
        assertThat(app.hasWritten("p/Greeter$$GeneratedService")).isTrue();
    }

    /** The compiler's own message, and no crash. */
    @Test
    void misspeltInterface_isTheCompilersError() {
        app.source(
                "p/A",
                "package p;\n" + IMPORTS + "@RpcService(interfaceType = Greter.class) class A {}");

        assertThat(app.run()).isFalse();
        assertThat(app.text()).contains("cannot find symbol").doesNotContain("uncaught");
    }

    /** The type of a parameter, the interface itself, or what it extends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Late  | record Late(int id) {}             | interface Greeter { Late greet(java.util.List<Late> late); } class A { A(@RpcClient("x") Greeter g) {} }
                    Greeter | interface Greeter { int greet(int i); } | class A { A(@RpcClient("x") Greeter g) {} }
                    Greeter | interface Greeter { int greet(int i); } | @RpcService class A implements Greeter { public int greet(int i) { return i; } }
                    q.Gen | public record Gen(int id) {} | import q.Gen; interface Greeter { Gen greet(Gen gen); } class A { A(@RpcClient("x") Greeter g) {} }
                    Greeter | interface Greeter { int greet(int i); } | @RpcService(interfaceType = Greeter.class) class A implements Greeter { public int greet(int i) { return i; } }
                    Base  | interface Base { int f(int i); }   | interface Greeter extends Base { int greet(int i); } class A { A(@RpcClient("x") Greeter g) {} }
                    """)
    void typeOfAnotherProcessor_isWaitedFor(String name, String text, String use) {
        String full = name.contains(".") ? name : "p." + name;
        String home = "package " + full.substring(0, full.indexOf('.')) + "; ";
        app.with(new ServiceProcessor(), new Writing(full, home + text))
                .source("p/A", "package p;\n" + IMPORTS + use);

        assertThat(app.run()).as(app.text()).isTrue();
        assertThat(app.told()).isEmpty();
        assertThat(app.hasWritten("p/Greeter$$GeneratedService")).isTrue();
    }

    /** Writes one file, in the first round. */
    private static final class Writing extends AbstractProcessor {
        private final String name;
        private final String text;
        private boolean isDone;

        Writing(String name, String text) {
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
            if (!isDone) {
                isDone = true;
                try (Writer file = processingEnv.getFiler().createSourceFile(name).openWriter()) {
                    file.write(text);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
            return false;
        }
    }

    @Test
    void unnamedPackage_isCalledByReflection() {
        app.source("Greeter", IMPORTS + "@RpcClient(\"x\") " + GREETER);

        assertThat(app.run()).as(app.text()).isTrue();
        assertThat(app.hasWritten("Greeter$$GeneratedService")).isFalse();
    }
}
