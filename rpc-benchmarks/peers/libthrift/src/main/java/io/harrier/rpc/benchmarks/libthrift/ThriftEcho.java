package io.harrier.rpc.benchmarks.libthrift;

import io.harrier.rpc.benchmarks.contract.Contestant;
import io.harrier.rpc.benchmarks.contract.EchoClient;
import io.harrier.rpc.benchmarks.contract.Spares;
import io.harrier.rpc.benchmarks.idl.Echo;
import io.harrier.rpc.benchmarks.idl.Message;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TProtocolFactory;
import org.apache.thrift.server.TServer;
import org.apache.thrift.server.TThreadedSelectorServer;
import org.apache.thrift.transport.TNonblockingServerSocket;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.layered.TFramedTransport;

/**
 * Apache Thrift: its threaded selector server with one selector, and a framed connection for each
 * caller, as its clients carry one call at a time. A variant is two words:
 *
 * <pre>
 *   binary | compact
 *   workers | inline    handlers on 16 threads, or on the selector's
 * </pre>
 */
public final class ThriftEcho implements Contestant {
    private static final int WORKERS = 16;
    private static final int TIMEOUT_MILLIS = 10_000;

    @Override
    public int serve(String variant) throws Exception {
        TNonblockingServerSocket socket =
                new TNonblockingServerSocket(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        TServer server =
                new TThreadedSelectorServer(
                        new TThreadedSelectorServer.Args(socket)
                                .selectorThreads(1)
                                .workerThreads(variant.endsWith("workers") ? WORKERS : 0)
                                .protocolFactory(protocol(variant))
                                .processor(new Echo.Processor<>(ThriftEcho::handle)));
        new Thread(server::serve, "thrift-server").start();
        return socket.getPort();
    }

    @Override
    public EchoClient connect(String variant, int port) {
        return new Client(new Spares<>(() -> open(variant, port)));
    }

    private static Message handle(Message request) {
        return new Message(request.getAction(), request.getMsg());
    }

    private static Echo.Client open(String variant, int port) throws TTransportException {
        TSocket socket = new TSocket("127.0.0.1", port, TIMEOUT_MILLIS);
        TFramedTransport frames = new TFramedTransport(socket);
        frames.open();
        return new Echo.Client(protocol(variant).getProtocol(frames));
    }

    private static TProtocolFactory protocol(String variant) {
        return variant.startsWith("compact")
                ? new TCompactProtocol.Factory()
                : new TBinaryProtocol.Factory();
    }

    private record Client(Spares<Echo.Client> connections) implements EchoClient {
        @Override
        public int echo(String message) throws Exception {
            Echo.Client connection = connections.take();
            int length = connection.echo(new Message(ACTION, message)).getMsg().length();
            connections.giveBack(connection);
            return length;
        }
    }
}
