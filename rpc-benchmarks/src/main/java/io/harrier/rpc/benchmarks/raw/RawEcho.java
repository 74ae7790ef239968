package io.harrier.rpc.benchmarks.raw;

import io.harrier.rpc.benchmarks.contract.Contestant;
import io.harrier.rpc.benchmarks.contract.EchoClient;
import io.harrier.rpc.transport.IoKind;

/**
 * Netty alone, as well as we can: the ceiling. Variants: {@code inline}, {@code hop}, and {@code
 * tuned}, which is {@code inline} with two things that Harrier does: callers wake each other, and
 * calls that follow replies are written in parts.
 */
public final class RawEcho implements Contestant {
    private static final IoKind IO = IoKind.EPOLL.isAvailable() ? IoKind.EPOLL : IoKind.NIO;

    @Override
    public int serve(String variant) throws Exception {
        return RawServer.serve(IO, variant.equals("hop") ? Hop::new : RawServer.Inline::new);
    }

    @Override
    public EchoClient connect(String variant, int port) throws Exception {
        return new RawClient(IO, port, variant.equals("tuned"));
    }
}
