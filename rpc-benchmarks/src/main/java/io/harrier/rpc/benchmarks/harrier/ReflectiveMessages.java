package io.harrier.rpc.benchmarks.harrier;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.benchmarks.contract.EchoClient;
import io.harrier.rpc.client.RpcClient;
import java.util.concurrent.CompletionStage;

/** No generated code: what a service does without the annotation processor. */
final class ReflectiveMessages implements Messages {
    @Override
    public Object handler(boolean nonBlocking) {
        return nonBlocking ? new NonBlockingHandler() : new Handler();
    }

    @Override
    public EchoClient client(RpcClient client) {
        return new Client(
                client.proxy(ReflectiveEcho.class),
                client.proxy(ReflectiveAsyncEcho.class, ReflectiveEcho.class));
    }

    static final class Handler implements ReflectiveEcho {
        @Override
        public ReflectiveMessage echo(ReflectiveMessage request) {
            return new ReflectiveMessage(request.action(), request.msg());
        }
    }

    static final class NonBlockingHandler implements ReflectiveEcho {
        @Override
        @RpcMethod(nonBlocking = true)
        public ReflectiveMessage echo(ReflectiveMessage request) {
            return new ReflectiveMessage(request.action(), request.msg());
        }
    }

    private record Client(ReflectiveEcho blocking, ReflectiveAsyncEcho async)
            implements EchoClient {
        @Override
        public int echo(String message) {
            return blocking.echo(new ReflectiveMessage(ACTION, message)).msg().length();
        }

        @Override
        public CompletionStage<Integer> echoAsync(String message) {
            return async.echo(new ReflectiveMessage(ACTION, message))
                    .thenApply(reply -> reply.msg().length());
        }

        @Override
        public boolean isAsync() {
            return true;
        }
    }
}
