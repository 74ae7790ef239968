package io.harrier.rpc.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.annotation.RpcField;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;

/** Compiled modules, run in a JVM of their own beside the engine as a module. */
public final class Modules {
    private Modules() {}

    /** The engine's classes, under the name that gives their module its own. */
    public static Path engineJar(Path directory) throws Exception {
        Path from =
                Path.of(RpcField.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        Path jar = directory.resolve("rpc-engine-1.jar");
        if (Files.isRegularFile(from)) {
            return Files.copy(from, jar);
        }
        int failed =
                ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "-cf",
                                jar.toString(),
                                "-C",
                                from.toString(),
                                ".");
        assertThat(failed).isZero();
        return jar;
    }

    /** What the main class, {@code module/package.Name}, says. */
    public static List<String> run(Path engine, Path classes, String main) throws IOException {
        Process run =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-p",
                                classes + File.pathSeparator + engine,
                                "-cp",
                                System.getProperty("java.class.path"),
                                "-m",
                                main)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        return run.inputReader().lines().toList();
    }
}
