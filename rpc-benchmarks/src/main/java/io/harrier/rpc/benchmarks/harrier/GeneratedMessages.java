package io.harrier.rpc.benchmarks.harrier;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.benchmarks.contract.EchoClient;
import io.harrier.rpc.client.RpcClient;
import java.util.concurrent.CompletionStage;

/** Serializers, stub and dispatcher are written by {@code rpc-codegen} when this is built. */
final class GeneratedMessages implements Messages {
    @Override
    public Object handler(boolean nonBlocking) {
        return nonBlocking ? new NonBlockingHandler() : new Handler();
    }

    @Override
    public EchoClient client(RpcClient client) {
        return new Client(
                client.proxy(GeneratedEcho.class),
                client.proxy(GeneratedAsyncEcho.class, GeneratedEcho.class));
    }

    @RpcService
    static final class Handler implements GeneratedEcho {
        @Override
        public GeneratedMessage echo(GeneratedMessage request) {
            return new GeneratedMessage(request.action(), request.msg());
        }
    }

    @RpcService
    static final class NonBlockingHandler implements GeneratedEcho {
        @Override
        @RpcMethod(nonBlocking = true)
        public GeneratedMessage echo(GeneratedMessage request) {
            return new GeneratedMessage(request.action(), request.msg());
        }
    }

    private record Client(GeneratedEcho blocking, GeneratedAsyncEcho async) implements EchoClient {
        @Override
        public int echo(String message) {
            return blocking.echo(new GeneratedMessage(ACTION, message)).msg().length();
        }

        @Override
        public CompletionStage<Integer> echoAsync(String message) {
            return async.echo(new GeneratedMessage(ACTION, message))
                    .thenApply(reply -> reply.msg().length());
        }

        @Override
        public boolean isAsync() {
            return true;
        }
    }
}
