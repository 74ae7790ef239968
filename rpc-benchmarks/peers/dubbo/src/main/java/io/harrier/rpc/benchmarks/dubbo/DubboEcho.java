package io.harrier.rpc.benchmarks.dubbo;

import io.harrier.rpc.benchmarks.contract.Contestant;
import io.harrier.rpc.benchmarks.contract.EchoClient;
import io.harrier.rpc.benchmarks.dubbo.idl.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.CompletionStage;
import org.apache.dubbo.config.ApplicationConfig;
import org.apache.dubbo.config.ProtocolConfig;
import org.apache.dubbo.config.ReferenceConfig;
import org.apache.dubbo.config.RegistryConfig;
import org.apache.dubbo.config.ServiceConfig;
import org.apache.dubbo.config.bootstrap.DubboBootstrap;

/**
 * Apache Dubbo: one event loop in the server (the client's cannot be told), one connection,
 * handlers on its fixed pool of 200 threads, which is its default, no registry. Variants: {@code
 * dubbo}, its own protocol with Hessian; {@code tri}, Triple with messages of Protobuf.
 */
public final class DubboEcho implements Contestant {
    /** 127.0.0.1 as a number: what begins with "127." Dubbo replaces by the machine's address. */
    private static final String LOOPBACK = "2130706433";

    @Override
    public int serve(String variant) throws Exception {
        int port = freePort();
        ProtocolConfig protocol = new ProtocolConfig(variant, port);
        protocol.setHost(LOOPBACK);
        protocol.setIothreads(1);
        DubboBootstrap bootstrap = bootstrap().protocol(protocol);
        if (variant.equals("tri")) {
            bootstrap.service(service(TripleEcho.class, new TripleHandler()));
        } else {
            bootstrap.service(service(HessianEcho.class, new HessianHandler()));
        }
        bootstrap.start();
        return port;
    }

    @Override
    public EchoClient connect(String variant, int port) {
        String url = variant + "://" + LOOPBACK + ':' + port + '/';
        return variant.equals("tri")
                ? new TripleClient(reference(TripleEcho.class, url))
                : new HessianClient(reference(HessianEcho.class, url));
    }

    private static DubboBootstrap bootstrap() {
        ApplicationConfig application = new ApplicationConfig("echo");
        application.setQosEnable(false);
        application.setEnableFileCache(false);
        return DubboBootstrap.newInstance()
                .application(application)
                .registry(new RegistryConfig(RegistryConfig.NO_AVAILABLE));
    }

    private static <T> ServiceConfig<T> service(Class<T> type, T handler) {
        ServiceConfig<T> service = new ServiceConfig<>();
        service.setInterface(type);
        service.setRef(handler);
        return service;
    }

    private static <T> T reference(Class<T> type, String url) {
        ReferenceConfig<T> reference = new ReferenceConfig<>();
        reference.setInterface(type);
        reference.setUrl(url + type.getName());
        reference.setTimeout(20_000);
        reference.setRetries(0);
        bootstrap().reference(reference).start();
        return reference.get();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static final class HessianHandler implements HessianEcho {
        @Override
        public HessianMessage echo(HessianMessage request) {
            return new HessianMessage(request.getAction(), request.getMsg());
        }
    }

    private static final class TripleHandler implements TripleEcho {
        @Override
        public Message echo(Message request) {
            return message(request.getAction(), request.getMsg());
        }
    }

    private static Message message(String action, String msg) {
        return Message.newBuilder().setAction(action).setMsg(msg).build();
    }

    private record HessianClient(HessianEcho echo) implements EchoClient {
        @Override
        public int echo(String message) {
            return echo.echo(new HessianMessage(ACTION, message)).getMsg().length();
        }

        @Override
        public CompletionStage<Integer> echoAsync(String message) {
            return echo.echoLater(new HessianMessage(ACTION, message))
                    .thenApply(reply -> reply.getMsg().length());
        }

        @Override
        public boolean isAsync() {
            return true;
        }
    }

    private record TripleClient(TripleEcho echo) implements EchoClient {
        @Override
        public int echo(String message) {
            return echo.echo(message(ACTION, message)).getMsg().length();
        }

        @Override
        public CompletionStage<Integer> echoAsync(String message) {
            return echo.echoLater(message(ACTION, message))
                    .thenApply(reply -> reply.getMsg().length());
        }

        @Override
        public boolean isAsync() {
            return true;
        }
    }
}
