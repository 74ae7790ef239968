package io.harrier.rpc.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The other end of a connection, byte by byte: what a peer of any make could send. Waits at most 5
 * s for anything.
 */
public final class RawPeer implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 5_000;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final Socket socket;

    private RawPeer(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    public static RawPeer connect(int port) throws IOException {
        Socket socket = new Socket();
        socket.connect(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
        return new RawPeer(socket);
    }

    /** A port of our own, for clients under test. */
    public static ServerSocket listen() throws IOException {
        ServerSocket port = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        port.setSoTimeout(PATIENCE_MILLIS);
        return port;
    }

    public static RawPeer accept(ServerSocket port) throws IOException {
        return new RawPeer(port.accept());
    }

    /** Sends bytes written as hex; spaces are for the reader. */
    public void send(String hex) throws IOException {
        send(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    /** The next bytes as hex; fewer if the peer says goodbye. */
    public String read(int bytes) throws IOException {
        return HexFormat.of().formatHex(socket.getInputStream().readNBytes(bytes));
    }

    /** Reads past the next bytes, a piece every 10 ms. */
    public void readSlowly(int bytes, int piece) throws IOException {
        for (int left = bytes; left > 0; left -= piece) {
            socket.getInputStream().readNBytes(Math.min(piece, left));
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** The next frame that begins with its length, whole. */
    public byte[] readFrame() throws IOException {
        byte[] length = socket.getInputStream().readNBytes(4);
        int bytes = ByteBuffer.wrap(length).getInt();
        return ByteBuffer.allocate(4 + bytes)
                .put(length)
                .put(socket.getInputStream().readNBytes(bytes))
                .array();
    }

    public String readFrameHex() throws IOException {
        return HexFormat.of().formatHex(readFrame());
    }

    /** Whether the peer closed the connection, with nothing more to read. */
    public boolean isAtEnd() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    /** Reads to the end, whatever it is. */
    public void drain() throws IOException {
        try {
            socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
        } catch (java.net.SocketException reset) {
            // an end as good as another
        }
    }

    /** Reads no more from here on: the peer's bytes stay where they are. */
    public void receiveBuffer(int bytes) throws IOException {
        socket.setReceiveBufferSize(bytes);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
