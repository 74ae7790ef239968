package io.harrier.rpc.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A way to a server that can fall silent: bytes of the connections that are there then go nowhere,
 * and nobody is told. Connections that come later work.
 */
public final class BlackHole implements AutoCloseable {
    private static final class Way {
        private final Socket in;
        private final Socket out;
        private volatile boolean silent;

        Way(Socket in, Socket out) {
            this.in = in;
            this.out = out;
        }

        /** Reads on when silent, so that the sender notices nothing. */
        void copy(Socket from, Socket to) {
            byte[] bytes = new byte[8192];
            try (from) {
                InputStream source = from.getInputStream();
                OutputStream sink = to.getOutputStream();
                for (int n = source.read(bytes); n >= 0; n = source.read(bytes)) {
                    if (!silent) {
                        sink.write(bytes, 0, n);
                    }
                }
            } catch (IOException e) {
                // closed from the other side, or by the test
            }
        }
    }

    private final ServerSocket door = RawPeer.listen();
    private final int target;
    private final List<Way> ways = new CopyOnWriteArrayList<>();

    public BlackHole(int targetPort) throws IOException {
        target = targetPort;
        door.setSoTimeout(0);
        daemon(this::accept);
    }

    public int port() {
        return door.getLocalPort();
    }

    /** All connections fall silent that are there now. */
    public void swallow() {
        ways.forEach(way -> way.silent = true);
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (Way way : ways) {
            way.in.close();
            way.out.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                Way way =
                        new Way(
                                door.accept(),
                                new Socket(InetAddress.getLoopbackAddress(), target));
                ways.add(way);
                daemon(() -> way.copy(way.in, way.out));
                daemon(() -> way.copy(way.out, way.in));
            }
        } catch (IOException e) {
            // closed by the test
        }
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "black-hole");
        thread.setDaemon(true);
        thread.start();
    }
}
