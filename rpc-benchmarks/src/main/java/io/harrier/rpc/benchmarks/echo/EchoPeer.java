package io.harrier.rpc.benchmarks.echo;

import io.harrier.rpc.transport.IoKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a JVM that serves or calls, driven by lines on its standard input: it says one
 * line when it is ready and one for each line it is told, and ends when the input does.
 *
 * <pre>
 *   server harrier|netty MODE         says its port
 *   client harrier|netty MODE PORT    says "ready"; told milliseconds, says what it did in them
 * </pre>
 */
final class EchoPeer {
    /** The same for both sides; epoll wherever it works. */
    static final IoKind IO = IoKind.EPOLL.isAvailable() ? IoKind.EPOLL : IoKind.NIO;

    /** What the lines begin with that are meant for the duel. */
    static final String ANSWER = "> ";

    private EchoPeer() {}

    public static void main(String[] args) {
        try {
            boolean ours = args[1].equals("harrier");
            EchoMode mode = EchoMode.valueOf(args[2]);
            if (args[0].equals("server")) {
                say(String.valueOf(ours ? HarrierEcho.serve(IO, mode) : NettyServer.serve(IO)));
                obey(null, mode);
            } else {
                int port = Integer.parseInt(args[3]);
                EchoTarget target =
                        ours ? HarrierEcho.connect(IO, port) : new NettyClient(IO, port);
                target.echo();
                say("ready");
                obey(new Load(target), mode);
            }
        } catch (Exception e) {
            e.printStackTrace();
        }
        System.exit(0);
    }

    private static void obey(@Nullable Load load, EchoMode mode) throws Exception {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (load != null) {
                long millis = Long.parseLong(line);
                say((mode.isAsync() ? load.async(millis) : load.blocking(millis)).text());
            }
        }
    }

    private static void say(String line) throws IOException {
        System.out.write((ANSWER + line + '\n').getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }
}
