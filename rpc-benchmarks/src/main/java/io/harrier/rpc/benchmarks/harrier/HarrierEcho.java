package io.harrier.rpc.benchmarks.harrier;

import io.harrier.rpc.benchmarks.contract.Contestant;
import io.harrier.rpc.benchmarks.contract.EchoClient;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.client.RpcClientBuilder;
import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.pool.ConnectionMode;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.server.RpcServerBuilder;
import io.harrier.rpc.trace.Tracing;
import io.harrier.rpc.transport.IoKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Harrier, with one event loop a JVM. A variant is three words:
 *
 * <pre>
 *   generated | reflective | thrift   how messages are written
 *   virtual | nonblocking             where handlers run (virtual: a pool before JDK 21)
 *   mux | pooled                      one TTHeader connection for all callers, or one of framed
 *                                     Thrift for each
 * </pre>
 */
public final class HarrierEcho implements Contestant {
    private static final IoKind IO = IoKind.EPOLL.isAvailable() ? IoKind.EPOLL : IoKind.NIO;
    private static final int MOST_CALLERS = 256;
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final @Nullable Tracing counts;

    public HarrierEcho() {
        this(null);
    }

    private HarrierEcho(@Nullable Tracing counts) {
        this.counts = counts;
    }

    /** One whose calls are counted. */
    public static HarrierEcho counted(Tracing by) {
        return new HarrierEcho(by);
    }

    @Override
    public int serve(String variant) {
        RpcServerBuilder builder =
                RpcServer.builder()
                        .address("127.0.0.1", 0)
                        .io(IO)
                        .eventLoops(1)
                        .service(messages(variant).handler(has(variant, "nonblocking")));
        if (counts != null) {
            builder.tracing(counts);
        }
        return builder.start().port();
    }

    @Override
    public EchoClient connect(String variant, int port) {
        RpcClientBuilder builder =
                RpcClient.builder("127.0.0.1:" + port).io(IO).eventLoops(1).timeout(TIMEOUT);
        if (has(variant, "pooled")) {
            builder.form(FrameForm.FRAMED)
                    .connections(c -> c.withMode(ConnectionMode.POOLED).withMax(MOST_CALLERS));
        } else {
            builder.connections(c -> c.withMax(1));
        }
        if (counts != null) {
            builder.tracing(counts);
        }
        return messages(variant).client(builder.build());
    }

    private static Messages messages(String variant) {
        if (has(variant, "generated")) {
            return new GeneratedMessages();
        }
        return has(variant, "thrift") ? new ThriftMessages() : new ReflectiveMessages();
    }

    private static boolean has(String variant, String word) {
        return variant.contains(word);
    }
}
