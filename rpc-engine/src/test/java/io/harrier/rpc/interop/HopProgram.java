package io.harrier.rpc.interop;

import io.harrier.rpc.client.RpcClient;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.context.Metadata;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.server.EchoHandler;
import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.testing.PeerProcess;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.thrift.TException;

/**
 * An application of its own: a server of {@code echo} that writes what it saw behind the text, and
 * passes it on to the next one if there is one.
 *
 * <p>Arguments: its name, and the next one's host and port. It prints {@code listening PORT} and
 * stops when its stdin ends.
 */
final class HopProgram extends EchoHandler {
    private final String name;
    private final EchoService.Iface next;

    private HopProgram(String name, EchoService.Iface next) {
        this.name = name;
        this.next = next;
    }

    /** Starts one in a JVM of its own. */
    static PeerProcess start(String... arguments) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                HopProgram.class.getName()));
        command.addAll(List.of(arguments));
        return PeerProcess.start(command);
    }

    public static void main(String[] arguments) throws IOException {
        String name = arguments[0];
        try (RpcClient client = arguments.length > 1 ? client(name, arguments[1]) : null;
                RpcServer server = server(name, client)) {
            System.out.println("listening " + server.port());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    private static RpcClient client(String name, String next) {
        return RpcClient.builder(next).caller(name).build();
    }

    private static RpcServer server(String name, RpcClient client) {
        EchoService.Iface next = client == null ? null : client.proxy(EchoService.Iface.class);
        return RpcServer.builder()
                .address("127.0.0.1", 0)
                .service(new HopProgram(name, next))
                .start();
    }

    @Override
    public Msg echo(Msg req) {
        CallContext context = CallContext.current();
        Msg seen = new Msg(req.getMsg() + " > " + seen(context));
        context.sendBackward("by", name);
        return next == null ? seen : passOn(seen);
    }

    private String seen(CallContext context) {
        Metadata metadata = context.metadata();
        return name
                + "(caller="
                + context.caller()
                + " token="
                + metadata.transientValue("token")
                + " gray="
                + metadata.persistentValue("gray")
                + " via="
                + metadata.persistentValue("via")
                + ')';
    }

    private Msg passOn(Msg seen) {
        try (CallScope scope = CallScope.open().persistentValue("via", name)) {
            Msg answer = next.echo(seen);
            return new Msg(
                    answer.getMsg() + " < " + name + "(by=" + scope.backwardValue("by") + ')');
        } catch (TException e) {
            throw new IllegalStateException(e);
        }
    }
}
