package io.harrier.rpc.benchmarks.observed;

import io.harrier.rpc.benchmarks.contract.Contestant;
import io.harrier.rpc.benchmarks.contract.EchoClient;
import io.harrier.rpc.benchmarks.harrier.HarrierEcho;

/** As {@link HarrierEcho}, its calls counted for the registry of the application around it. */
public final class ObservedEcho implements Contestant {
    @Override
    public int serve(String variant) {
        return HarrierEcho.counted(ObservedApplication.start()).serve(variant);
    }

    @Override
    public EchoClient connect(String variant, int port) {
        return HarrierEcho.counted(ObservedApplication.start()).connect(variant, port);
    }
}
