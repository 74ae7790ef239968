package io.harrier.rpc.benchmarks.macro;

import io.harrier.rpc.benchmarks.contract.Window;

/**
 * What one window showed.
 *
 * @param clientCpuMicros processor time of a call in the client's process
 * @param clientBytes what a call allocated in the client's process
 * @param others the part of the machine's processors that other processes took
 */
record Sample(
        Window window,
        double clientCpuMicros,
        double serverCpuMicros,
        double clientBytes,
        double serverBytes,
        double others) {
    double callsPerSecond() {
        return window.callsPerSecond();
    }

    double bytes() {
        return clientBytes + serverBytes;
    }
}
