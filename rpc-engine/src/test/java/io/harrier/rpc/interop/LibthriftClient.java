package io.harrier.rpc.interop;

import io.harrier.rpc.idl.alltypes.AllTypes;
import org.apache.thrift.protocol.TMultiplexedProtocol;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.transport.TSocket;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;
import org.apache.thrift.transport.layered.TFramedTransport;

/**
 * One connection of libthrift, and the AllTypes clients on it.
 *
 * <p>Not thread-safe, as libthrift's clients are not. Reads and writes the strict form only.
 */
final class LibthriftClient implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 10_000;

    private final TTransport connection;
    private final AllTypes.Client client;
    private final io.harrier.rpc.idl.unknown.AllTypes.Client newerClient;

    private LibthriftClient(TTransport connection, TProtocol protocol) {
        this.connection = connection;
        this.client = new AllTypes.Client(protocol);
        this.newerClient = new io.harrier.rpc.idl.unknown.AllTypes.Client(protocol);
    }

    /** Connects. */
    static LibthriftClient open(String host, int port, PeerTransport transport)
            throws TTransportException {
        TTransport socket = new TSocket(host, port, TIMEOUT_MILLIS);
        TTransport connection = transport.isFramed() ? new TFramedTransport(socket) : socket;
        connection.open();
        return new LibthriftClient(connection, protocol(connection, transport));
    }

    AllTypes.Client client() {
        return client;
    }

    /** A client with methods that the server does not know, on the same connection. */
    io.harrier.rpc.idl.unknown.AllTypes.Client newerClient() {
        return newerClient;
    }

    @Override
    public void close() {
        connection.close();
    }

    private static TProtocol protocol(TTransport connection, PeerTransport transport) {
        TProtocol plain = transport.libthrift().getProtocol(connection);
        return transport == PeerTransport.MULTIPLEXED
                ? new TMultiplexedProtocol(plain, PeerTransport.SERVICE)
                : plain;
    }
}
