package io.harrier.rpc.benchmarks.contract;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The main class of a JVM that serves or calls, driven by lines on its standard input: it says one
 * line when it is ready and one for each line it is told, and ends when the input does.
 *
 * <pre>
 *   server CLASS VARIANT            says its port
 *   client CLASS VARIANT PORT       says "ready" after a first call
 *     allocated                     says the bytes its threads have allocated so far
 *     a line of {@link Order}       puts the server under load; says a line of {@link Window}, or
 *                                   "failed" and why
 * </pre>
 */
public final class Peer {
    /** What the lines begin with that are meant for whoever started it. */
    public static final String ANSWER = "> ";

    public static final String ALLOCATED = "allocated";
    public static final String FAILED = "failed";

    private static final PrintStream OUT =
            new PrintStream(new FileOutputStream(FileDescriptor.out));
    private static final int FIRST_MESSAGE = 1024;

    private Peer() {}

    public static void main(String[] args) {
        System.setOut(System.err); // a library may print
        try {
            Contestant contestant =
                    (Contestant) Class.forName(args[1]).getDeclaredConstructor().newInstance();
            if (args[0].equals("server")) {
                say(String.valueOf(contestant.serve(args[2])));
                obey(null);
            } else {
                EchoClient client = contestant.connect(args[2], Integer.parseInt(args[3]));
                Message message = Message.of(FIRST_MESSAGE);
                message.requireWhole(client.echo(message.text()));
                say("ready");
                obey(new Load(client));
            }
        } catch (Exception e) {
            e.printStackTrace();
            System.exit(1);
        }
        System.exit(0);
    }

    private static void obey(@Nullable Load load) throws IOException {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            say(answer(line, load));
        }
    }

    private static String answer(String line, @Nullable Load load) {
        if (line.equals(ALLOCATED)) {
            return String.valueOf(Allocation.bytes());
        }
        if (load == null) {
            return FAILED + " a server only serves";
        }
        try {
            return load.run(Order.parse(line)).text();
        } catch (Exception e) {
            e.printStackTrace();
            return FAILED + ' ' + e;
        }
    }

    private static void say(String line) {
        OUT.print(ANSWER + line + '\n');
        OUT.flush();
    }
}
