package io.harrier.rpc.codegen.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.codegen.Compilation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
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
                    class A { interface S { String toString(); } A(@RpcClient("x") S s) {} }                              | of its method toString()
                    class A { interface S {} A(@RpcClient("x") S s) {} }                                                  | it has no methods
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

    /** The type of a parameter, the interface itself, or what it extends. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Late  | record Late(int id) {}             | interface Greeter { Late greet(java.util.List<Late> late); } class A { A(@RpcClient("x") Greeter g) {} }
                    Greeter | interface Greeter { int greet(int i); } | class A { A(@RpcClient("x") Greeter g) {} }
                    Greeter | interface Greeter { int greet(int i); } | @RpcService class A implements Greeter { public int greet(int i) { return i; } }
                    Base  | interface Base { int f(int i); }   | interface Greeter extends Base { int greet(int i); } class A { A(@RpcClient("x") Greeter g) {} }
                    """)
    void typeOfAnotherProcessor_isWaitedFor(String name, String text, String use) {
        app.with(new ServiceProcessor(), new Writing("p." + name, "package p; " + text))
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
    void unnamedPackage_isWritten() {
        app.source("Greeter", IMPORTS + "@RpcClient(\"x\") " + GREETER);

        assertThat(app.run()).as(app.text()).isTrue();
        assertThat(app.hasWritten("Greeter$$GeneratedService")).isTrue();
    }
}
