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

/**
 * Many sockets to one server, as plain as they come, so that nothing but the server is measured.
 */
final class Crowd {
    private static final int REPLY_BYTES = 1024;
    private static final byte[] REQUEST = request("touch", "hello");

    private final InetSocketAddress address;
    private final List<SocketChannel> open = new ArrayList<>();
    private final ByteBuffer reply = ByteBuffer.allocateDirect(REPLY_BYTES);

    Crowd(int port) {
        address = new InetSocketAddress("127.0.0.1", port);
    }

    /** {@code touch N}, {@code open N}, or {@code close}. */
    String obey(String line) throws IOException {
        String[] words = line.split(" ");
        if (words[0].equals("close")) {
            close();
        } else {
            open(Integer.parseInt(words[1]), words[0].equals("touch"));
        }
        return String.valueOf(open.size());
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
