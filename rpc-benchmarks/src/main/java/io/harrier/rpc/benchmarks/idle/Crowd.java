package io.harrier.rpc.benchmarks.idle;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Many sockets to one server, as plain as they come, so that nothing but the server is measured.
 */
final class Crowd {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(25);
    private static final int REPLY_BYTES = 1024;
    private static final byte[] REQUEST = request("touch", "hello");

    /** Of a frame of 64 KiB. */
    private static final byte[] BEGINNING = {0, 1, 0, 0, (byte) 0x80, 1, 0, 1};

    private final InetSocketAddress address;
    private final List<SocketChannel> open = new ArrayList<>();
    private final ByteBuffer reply = ByteBuffer.allocateDirect(REPLY_BYTES);

    Crowd(int port) {
        address = new InetSocketAddress("127.0.0.1", port);
    }

    /** {@code touch N}, {@code open N}, {@code drip N}, or {@code close}. */
    String obey(String line) throws IOException {
        String[] words = line.split(" ");
        switch (words[0]) {
            case "close" -> close();
            case "drip" -> {
                return drip(Integer.parseInt(words[1]));
            }
            default -> open(Integer.parseInt(words[1]), words[0].equals("touch"));
        }
        return String.valueOf(open.size());
    }

    /** Begins a frame on each connection, and sends a byte a second, for as long as it may. */
    private String drip(int count) throws IOException {
        long start = System.nanoTime();
        open(count, false);
        for (SocketChannel socket : open) {
            socket.write(ByteBuffer.wrap(BEGINNING));
        }
        List<SocketChannel> all = List.copyOf(open);
        while (!open.isEmpty() && System.nanoTime() - start < PATIENCE_NANOS) {
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
            open.removeIf(Crowd::isCut);
        }
        long nanos = System.nanoTime() - start;
        String left = open.size() + " " + TimeUnit.NANOSECONDS.toSeconds(nanos);
        open.clear();
        open.addAll(all);
        close();
        return left;
    }

    /** Whether the server has ended it; if not, it gets a byte. */
    private static boolean isCut(SocketChannel socket) {
        try {
            socket.write(ByteBuffer.wrap(BEGINNING, 0, 1));
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    private void open(int count, boolean touch) throws IOException {
        for (int i = 0; i < count; i++) {
            SocketChannel socket = SocketChannel.open(address);
            socket.setOption(StandardSocketOptions.TCP_NODELAY, true);
            open.add(socket);
            if (touch) {
                touch(socket);
            }
        }
    }

    private void close() throws IOException {
        for (SocketChannel socket : open) {
            socket.close();
        }
        open.clear();
    }

    private void touch(SocketChannel socket) throws IOException {
        socket.write(ByteBuffer.wrap(REQUEST));
        reply.clear().limit(Integer.BYTES);
        fill(socket);
        reply.limit(Integer.BYTES + reply.getInt(0));
        fill(socket);
        if (reply.get(Integer.BYTES + 3) != 2) {
            throw new IOException("message type: " + reply.get(7) + " (expected: 2, a reply)");
        }
    }

    private void fill(SocketChannel socket) throws IOException {
        while (reply.hasRemaining()) {
            if (socket.read(reply) < 0) {
                throw new EOFException("the server closed a connection");
            }
        }
    }

    /** A call with one string, in Thrift's binary protocol behind its length. */
    private static byte[] request(String method, String argument) {
        byte[] name = method.getBytes(StandardCharsets.US_ASCII);
        byte[] text = argument.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer bytes = ByteBuffer.allocate(4 + 8 + name.length + 4 + 3 + 4 + text.length + 1);
        return bytes.putInt(bytes.capacity() - 4)
                .putInt(0x8001_0001)
                .putInt(name.length)
                .put(name)
                .putInt(1)
                .put((byte) 11)
                .putShort((short) 1)
                .putInt(text.length)
                .put(text)
                .put((byte) 0)
                .array();
    }
}
