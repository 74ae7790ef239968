package io.harrier.rpc.benchmarks.grpc;

import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.StreamObserver;
import io.harrier.rpc.benchmarks.contract.Contestant;
import io.harrier.rpc.benchmarks.contract.EchoClient;
import io.harrier.rpc.benchmarks.grpc.idl.EchoGrpc;
import io.harrier.rpc.benchmarks.grpc.idl.Message;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;

/**
 * grpc-java on Netty's epoll: one event loop a JVM and one HTTP/2 connection. Variants: {@code
 * pool}, handlers on 16 threads; {@code direct}, handlers on the event loop. Callbacks of the
 * client run on its event loop either way, as ours do.
 */
public final class GrpcEcho implements Contestant {
    private static final int WORKERS = 16;

    @Override
    public int serve(String variant) throws Exception {
        NettyServerBuilder builder =
                NettyServerBuilder.forAddress(new InetSocketAddress("127.0.0.1", 0))
                        .channelType(EpollServerSocketChannel.class)
                        .bossEventLoopGroup(loop())
                        .workerEventLoopGroup(loop())
                        .addService(new Handler());
        if (variant.equals("pool")) {
            builder.executor(Executors.newFixedThreadPool(WORKERS));
        } else {
            builder.directExecutor();
        }
        return builder.build().start().getPort();
    }

    @Override
    public EchoClient connect(String variant, int port) {
        ManagedChannel channel =
                NettyChannelBuilder.forAddress("127.0.0.1", port)
                        .channelType(EpollSocketChannel.class)
                        .eventLoopGroup(loop())
                        .usePlaintext()
                        .directExecutor()
                        .build();
        return new Client(EchoGrpc.newBlockingStub(channel), EchoGrpc.newStub(channel));
    }

    private static EventLoopGroup loop() {
        return new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    }

    private static Message message(String action, String msg) {
        return Message.newBuilder().setAction(action).setMsg(msg).build();
    }

    private static final class Handler extends EchoGrpc.EchoImplBase {
        @Override
        public void echo(Message request, StreamObserver<Message> reply) {
            reply.onNext(message(request.getAction(), request.getMsg()));
            reply.onCompleted();
        }
    }

    private record Client(EchoGrpc.EchoBlockingStub blocking, EchoGrpc.EchoStub async)
            implements EchoClient {
        @Override
        public int echo(String message) {
            return blocking.echo(message(ACTION, message)).getMsg().length();
        }

        @Override
        public CompletionStage<Integer> echoAsync(String message) {
            Reply reply = new Reply();
            async.echo(message(ACTION, message), reply);
            return reply;
        }

        @Override
        public boolean isAsync() {
            return true;
        }
    }

    private static final class Reply extends CompletableFuture<Integer>
            implements StreamObserver<Message> {
        private int length;

        @Override
        public void onNext(Message reply) {
            length = reply.getMsg().length();
        }

        @Override
        public void onError(Throwable error) {
            completeExceptionally(error);
        }

        @Override
        public void onCompleted() {
            complete(length);
        }
    }
}
