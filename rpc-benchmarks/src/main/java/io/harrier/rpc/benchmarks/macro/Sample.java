package io.harrier.rpc.benchmarks.macro;

import io.harrier.rpc.benchmarks.contract.Window;

/**
 * What one window showed.
 *
 * @param clientCpuMicros processor time of a call in the client's process
 * @param clientBytes what a call allocated in the client's process
 * @param others the part of the machine's processors that other processes took
 * @param coreDistance how far the processors were from each other; see {@link
 *     io.harrier.rpc.benchmarks.machine.CoreDistance}
 */
record Sample(
        Window window,
        double clientCpuMicros,
        double serverCpuMicros,
        double clientBytes,
        double serverBytes,
        double others,
        double coreDistance) {
    Sample at(double distance) {
        return new Sample(
                window,
                clientCpuMicros,
                serverCpuMicros,
                clientBytes,
                serverBytes,
                others,
                distance);
    }

    double callsPerSecond() {
        return window.callsPerSecond();
    }

    double bytes() {
        return clientBytes + serverBytes;
    }
}
