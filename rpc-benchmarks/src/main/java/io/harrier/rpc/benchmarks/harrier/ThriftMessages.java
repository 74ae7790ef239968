package io.harrier.rpc.benchmarks.harrier;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.benchmarks.contract.EchoClient;
import io.harrier.rpc.benchmarks.idl.Echo;
import io.harrier.rpc.benchmarks.idl.Message;
import io.harrier.rpc.client.RpcClient;
import java.util.concurrent.CompletionStage;

/** Classes of Apache Thrift's compiler. */
final class ThriftMessages implements Messages {
    /** The service as one that does not wait sees it. */
    interface AsyncEcho {
        CompletionStage<Message> echo(Message request);
    }

    @Override
    public Object handler(boolean nonBlocking) {
        return nonBlocking ? new NonBlockingHandler() : new Handler();
    }

    @Override
    public EchoClient client(RpcClient client) {
        return new Client(
                client.proxy(Echo.Iface.class), client.proxy(AsyncEcho.class, Echo.Iface.class));
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

    private record Client(Echo.Iface blocking, AsyncEcho async) implements EchoClient {
        @Override
        public int echo(String message) throws Exception {
            return blocking.echo(new Message(ACTION, message)).getMsg().length();
        }

        @Override
        public CompletionStage<Integer> echoAsync(String message) {
            return async.echo(new Message(ACTION, message))
                    .thenApply(reply -> reply.getMsg().length());
        }

        @Override
        public boolean isAsync() {
            return true;
        }
    }
}
