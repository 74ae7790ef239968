package io.harrier.rpc.codegen;

import io.harrier.rpc.codegen.serializer.SerializableProcessor;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources that are compiled, in a directory of their own, with the processor. */
public final class Compilation {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    private final Path directory;
    private final List<Path> sources = new ArrayList<>();
    private final List<String> options =
            new ArrayList<>(List.of("-Xlint:all,-processing,-auxiliaryclass", "-Werror"));
    private final DiagnosticCollector<JavaFileObject> told = new DiagnosticCollector<>();
    private List<Processor> processors = List.of(new SerializableProcessor());
    private String classPath = CLASS_PATH;

    public Compilation(Path directory) {
        this.directory = directory;
    }

    /** Adds a file that begins with its package, and has these imports. */
    public Compilation source(String name, String text) {
        try {
            Path file = directory.resolve("src").resolve(name + ".java");
            Files.createDirectories(file.getParent());
            sources.add(Files.writeString(file, text));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Compilation with(Processor... others) {
        processors = List.of(others);
        return this;
    }

    public Compilation against(Path classes) {
        classPath = classes + File.pathSeparator + CLASS_PATH;
        return this;
    }

    /** Compiles a module, against this jar alone. */
    public Compilation onModulePath(Path jar) {
        options.addAll(List.of("--module-path", jar.toString()));
        options.set(0, options.get(0) + ",-requires-automatic,-requires-transitive-automatic");
        classPath = "";
        return this;
    }

    public Path classes() {
        return directory.resolve("classes");
    }

    /** Whether it compiled. */
    public boolean run() {
        try {
            Files.createDirectories(classes());
            JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
            try (StandardJavaFileManager files =
                    compiler.getStandardFileManager(told, Locale.ROOT, null)) {
                List<String> all = new ArrayList<>(options);
                all.addAll(List.of("-d", classes().toString()));
                if (!classPath.isEmpty()) {
                    all.addAll(List.of("-cp", classPath));
                }
                JavaCompiler.CompilationTask task =
                        compiler.getTask(
                                null,
                                files,
                                told,
                                all,
                                null,
                                files.getJavaFileObjectsFromPaths(sources));
                task.setProcessors(processors);
                return task.call();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public boolean hasWritten(String name) {
        return Files.exists(classes().resolve(name + ".class"));
    }

    /** As in {@code "ERROR A.java:7 message"}; without what the compiler itself adds. */
    public List<String> told() {
        return told.getDiagnostics().stream().map(Compilation::text).toList();
    }

    /** The same in one. */
    public String text() {
        return String.join(System.lineSeparator(), told());
    }

    private static String text(Diagnostic<? extends JavaFileObject> each) {
        JavaFileObject file = each.getSource();
        String place =
                file == null
                        ? ""
                        : Path.of(file.getName()).getFileName() + ":" + each.getLineNumber() + ' ';
        return each.getKind() + " " + place + each.getMessage(Locale.ROOT);
    }
}
