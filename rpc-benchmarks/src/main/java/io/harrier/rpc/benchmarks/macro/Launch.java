package io.harrier.rpc.benchmarks.macro;

import io.harrier.rpc.benchmarks.contract.Peer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * How contestants' processes are started: the same JDK, heap and flags for all, each with the class
 * path that its module was built with.
 *
 * @param pinned whether servers have a core of their own, and clients another
 */
record Launch(boolean pinned) {
    /**
     * Memory is committed at once, so that no window pays for it; the collector is the JDK's
     * default, as that is what services run with.
     */
    private static final List<String> FLAGS =
            List.of(
                    "-Xms256m",
                    "-Xmx256m",
                    "-XX:+AlwaysPreTouch",
                    "-XX:+UseG1GC",
                    "-XX:+IgnoreUnrecognizedVMOptions",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dslf4j.internal.verbosity=ERROR");

    /** What a JDK 25 without flags comes to, for Netty. */
    static final String NO_UNSAFE = "-Dio.netty.noUnsafe=true";

    /**
     * More flags, for a profiler: {@code
     * BENCH_FLAGS=-XX:StartFlightRecording=filename=/tmp/%p.jfr}.
     */
    private static final String MORE_FLAGS = System.getenv().getOrDefault("BENCH_FLAGS", "");

    static final Path PEERS = Path.of(System.getProperty("bench.peers", "rpc-benchmarks/peers"));
    private static final String ENV = "/usr/bin/env";
    private static final Path TASKSET = Path.of("/usr/bin/taskset");

    /** Those of all JVMs, in the order of the command. */
    static String flags() {
        return (String.join(" ", FLAGS) + ' ' + MORE_FLAGS).trim();
    }

    static boolean isBuilt(Entrant entrant) {
        return entrant.isHere()
                || Files.exists(entrant.isJvm() ? classPathFile(entrant) : binary(entrant));
    }

    static boolean canPin() {
        return Files.isExecutable(TASKSET) && Runtime.getRuntime().availableProcessors() > 1;
    }

    List<String> server(Entrant entrant) throws IOException {
        return command(entrant, 0, "server");
    }

    List<String> client(Entrant entrant, String port) throws IOException {
        return command(entrant, 1, "client", port);
    }

    private List<String> command(Entrant entrant, int core, String role, String... more)
            throws IOException {
        List<String> command = new ArrayList<>();
        if (pinned) {
            command.addAll(List.of(TASKSET.toString(), "-c", String.valueOf(core)));
        }
        command.addAll(entrant.isJvm() ? java(entrant, role) : go(entrant, role));
        command.add(entrant.variant());
        command.addAll(Arrays.asList(more));
        return command;
    }

    private static List<String> java(Entrant entrant, String role) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(entrant.flags());
        Stream.of(MORE_FLAGS.split(" ")).filter(flag -> !flag.isEmpty()).forEach(command::add);
        command.addAll(
                List.of("-cp", classPath(entrant), Peer.class.getName(), role, entrant.main()));
        return command;
    }

    /** With the JVMs' heap, which its collector may fill before it works. */
    private static List<String> go(Entrant entrant, String role) {
        return List.of(ENV, "GOGC=off", "GOMEMLIMIT=256MiB", binary(entrant).toString(), role);
    }

    private static String classPath(Entrant entrant) throws IOException {
        if (entrant.isHere()) {
            return System.getProperty("java.class.path");
        }
        Path classes = PEERS.resolve(entrant.module()).resolve("target/classes");
        return classes
                + System.getProperty("path.separator")
                + Files.readString(classPathFile(entrant));
    }

    private static Path classPathFile(Entrant entrant) {
        return PEERS.resolve(entrant.module()).resolve("target/classpath");
    }

    private static Path binary(Entrant entrant) {
        return PEERS.resolve(entrant.module())
                .resolve("target")
                .resolve(entrant.module() + "-echo");
    }
}
