package io.harrier.rpc.interop;

import io.harrier.rpc.idl.alltypes.AllTypes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.TMultiplexedProcessor;
import org.apache.thrift.TProcessor;
import org.apache.thrift.server.TServer;
import org.apache.thrift.server.TThreadPoolServer;
import org.apache.thrift.transport.TServerSocket;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.TTransportFactory;
import org.apache.thrift.transport.layered.TFramedTransport;

/**
 * A libthrift server of {@link AllTypesHandler} on a free loopback port: one thread a connection.
 */
final class LibthriftServer implements AutoCloseable {
    private static final int STOP_TIMEOUT_SECONDS = 2;
    private static final int MAX_CONNECTIONS = 64;

    private final TServerSocket socket;
    private final TServer server;
    private final Thread acceptor;

    private LibthriftServer(TServerSocket socket, PeerTransport transport) {
        this.socket = socket;
        this.server = new TThreadPoolServer(arguments(socket, transport));
        this.acceptor = new Thread(server::serve, "libthrift-server");
        this.acceptor.setDaemon(true);
    }

    /** Starts a server; connections queue from now on. */
    static LibthriftServer start(PeerTransport transport) throws TTransportException {
        var loopback = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        var started = new LibthriftServer(new TServerSocket(loopback), transport);
        started.acceptor.start();
        return started;
    }

    int port() {
        return socket.getServerSocket().getLocalPort();
    }

    @Override
    public void close() throws InterruptedException {
        server.stop();
        socket.close();
        acceptor.join(TimeUnit.SECONDS.toMillis(2 * STOP_TIMEOUT_SECONDS));
    }

    private static TThreadPoolServer.Args arguments(TServerSocket socket, PeerTransport transport) {
        TThreadPoolServer.Args arguments =
                new TThreadPoolServer.Args(socket)
                        .processor(processor(transport))
                        .protocolFactory(transport.libthrift())
                        .transportFactory(
                                transport.isFramed()
                                        ? new TFramedTransport.Factory()
                                        : new TTransportFactory());
        arguments.maxWorkerThreads(MAX_CONNECTIONS);
        arguments.stopTimeoutVal(STOP_TIMEOUT_SECONDS);
        return arguments;
    }

    private static TProcessor processor(PeerTransport transport) {
        var plain = new AllTypes.Processor<>(new AllTypesHandler());
        if (transport != PeerTransport.MULTIPLEXED) {
            return plain;
        }
        var multiplexed = new TMultiplexedProcessor();
        multiplexed.registerProcessor(PeerTransport.SERVICE, plain);
        return multiplexed;
    }
}
