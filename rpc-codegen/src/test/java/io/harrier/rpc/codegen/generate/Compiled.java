package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.codegen.serializer.SerializableProcessor;
import java.io.IOException;
import java.io.StringWriter;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Processor;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Sources that are compiled by the running JDK, in a folder of their own. */
final class Compiled {
    private static final List<String> STRICT = List.of("-Xlint:all,-processing", "-Werror");

    private final Path folder;

    Compiled(Path folder) {
        this.folder = folder;
    }

    /**
     * Compiles what was generated: no warning passes, and the annotation processor writes the
     * serializers.
     *
     * @return what the compiler says; empty if it is content
     */
    String generated(Map<String, String> texts) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Map.Entry<String, String> text : texts.entrySet()) {
            Path file = folder.resolve("src").resolve(text.getKey());
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, text.getValue()));
        }
        return compile(files, STRICT, List.of(new SerializableProcessor()));
    }

    /** Compiles what somebody else wrote. */
    String others(List<Path> files) throws IOException {
        return compile(files, List.of("-nowarn"), List.of());
    }

    ClassLoader loader() throws MalformedURLException {
        URL classes = folder.resolve("classes").toUri().toURL();
        return new URLClassLoader(new URL[] {classes}, Compiled.class.getClassLoader());
    }

    private String compile(List<Path> files, List<String> options, List<Processor> processors)
            throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> all =
                new ArrayList<>(
                        List.of(
                                "-parameters",
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path")));
        all.addAll(options);
        StringWriter told = new StringWriter();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavaCompiler.CompilationTask task =
                    compiler.getTask(
                            told,
                            manager,
                            null,
                            all,
                            null,
                            manager.getJavaFileObjectsFromPaths(files));
            task.setProcessors(processors);
            boolean isDone = task.call();
            return isDone ? "" : told.toString();
        }
    }
}
