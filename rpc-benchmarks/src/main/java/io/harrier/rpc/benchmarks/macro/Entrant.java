package io.harrier.rpc.benchmarks.macro;

import java.util.List;

/**
 * A contestant in one of its configurations.
 *
 * @param name on the command line and in tables
 * @param module that it is built in: its folder under {@code peers}, or {@link #HERE}
 * @param main class of its {@link io.harrier.rpc.benchmarks.contract.Contestant}; empty for a
 *     program that is no JVM
 * @param variant as that class calls it
 * @param isAsync whether it has calls that nobody waits for
 * @param flags of its JVMs beyond those of all
 * @param why this is a reasonable way to run it
 */
record Entrant(
        String name,
        String module,
        String main,
        String variant,
        boolean isAsync,
        List<String> flags,
        String why) {
    /** This module. */
    static final String HERE = "";

    boolean isHere() {
        return module.equals(HERE);
    }

    boolean isJvm() {
        return !main.isEmpty();
    }
}
