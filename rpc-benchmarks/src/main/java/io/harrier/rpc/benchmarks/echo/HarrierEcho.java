package io.harrier.rpc.benchmarks.echo;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.benchmarks.idl.Echo;
import io.harrier.rpc.benchmarks.idl.Message;
import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.transport.IoKind;
import java.util.concurrent.CompletionStage;

/** Our side: classes of Apache Thrift's compiler, one connection, one event loop a JVM. */
final class HarrierEcho implements EchoTarget {
    /** The service as one that does not wait sees it. */
    interface AsyncEcho {
        CompletionStage<Message> echo(Message request);
    }

    private static final String MSG = "\0".repeat(MESSAGE_LENGTH);

    private final Echo.Iface blocking;
    private final AsyncEcho async;

    private HarrierEcho(RpcClient client) {
        blocking = client.proxy(Echo.Iface.class);
        async = client.proxy(AsyncEcho.class, Echo.Iface.class);
    }

    /** Starts a server that lives as long as its JVM; its port. */
    static int serve(IoKind io, EchoMode mode) {
        Echo.Iface handler = mode.isNonBlockingHandler() ? new NonBlockingHandler() : new Handler();
        return RpcServer.builder()
                .address("127.0.0.1", 0)
                .io(io)
                .eventLoops(1)
                .service(handler)
                .start()
                .port();
    }

    static HarrierEcho connect(IoKind io, int port) {
        return new HarrierEcho(
                RpcClient.builder("127.0.0.1:" + port)
                        .io(io)
                        .eventLoops(1)
                        .maxConnections(1)
                        .build());
    }

    @Override
    public int echo() throws Exception {
        return blocking.echo(new Message("echo", MSG)).getMsg().length();
    }

    @Override
    public CompletionStage<Integer> echoAsync() {
        return async.echo(new Message("echo", MSG)).thenApply(reply -> reply.getMsg().length());
    }

    private static final class Handler implements Echo.Iface {
        @Override
        public Message echo(Message request) {
            return new Message(request.getAction(), request.getMsg());
        }
    }

    private static final class NonBlockingHandler implements Echo.Iface {
        @Override
        @RpcMethod(nonBlocking = true)
        public Message echo(Message request) {
            return new Message(request.getAction(), request.getMsg());
        }
    }
}
