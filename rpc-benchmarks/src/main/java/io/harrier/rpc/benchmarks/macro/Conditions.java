package io.harrier.rpc.benchmarks.macro;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/** Where and how a run was made: what its reader must know to make it again. */
record Conditions(
        String machine, String system, String jdk, String commit, String date, String command) {
    static Conditions of(Options options, String... args) {
        return new Conditions(
                Machine.name()
                        + (options.pinned() ? ", servers pinned to core 0, clients to core 1" : ""),
                System.getProperty("os.name") + ' ' + System.getProperty("os.version"),
                System.getProperty("java.vm.name") + ' ' + Runtime.version(),
                headCommit(),
                LocalDate.now(ZoneOffset.UTC).toString(),
                "rpc-benchmarks/bench " + String.join(" ", args));
    }

    /** A line for each. */
    String text() {
        return String.join(
                "\n",
                "machine: " + machine,
                "system: " + system,
                "JDK: " + jdk,
                "commit: " + commit,
                "date: " + date,
                "flags: " + Launch.flags(),
                "command: " + command);
    }

    private static String headCommit() {
        try {
            List<String> command = List.of("git", "describe", "--always", "--dirty", "--abbrev=12");
            Process process =
                    new ProcessBuilder(command)
                            .directory(Launch.PEERS.toFile())
                            .redirectErrorStream(true)
                            .start();
            String text =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                            .trim();
            return process.waitFor() == 0 ? text : "unknown";
        } catch (IOException e) {
            return "unknown";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "unknown";
        }
    }
}
