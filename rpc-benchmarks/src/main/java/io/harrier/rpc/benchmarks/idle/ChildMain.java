package io.harrier.rpc.benchmarks.idle;

import io.harrier.rpc.server.RpcServer;
import io.harrier.rpc.transport.EventLoops;
import io.harrier.rpc.transport.IoKind;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/**
 * The main class of the child JVMs, driven by lines: it says one line when it is ready and one for
 * each line it is told, and ends when its input does.
 *
 * <pre>
 *   server           says its port; told anything, what memory it holds
 *   bare             the same of a server of Netty's whose connections have no handlers
 *   crowd PORT       told "touch N" or "open N", has so many connections more, called once or not
 *                    told "drip N", has N that never finish a frame; seconds until all were cut
 *   callers PORT...  told "INDEX MILLIS", calls the server of that index; p99 in microseconds
 *   inproc           told N, says the memory of N connections within its JVM
 * </pre>
 */
final class ChildMain {
    /** What the lines begin with that are meant for the parent. */
    static final String ANSWER = "> ";

    private static final IoKind IO = IoKind.EPOLL.isAvailable() ? IoKind.EPOLL : IoKind.NIO;

    private interface Role {
        String obey(String line) throws Exception;
    }

    private ChildMain() {}

    public static void main(String[] args) {
        try {
            obey(role(args));
        } catch (Exception e) {
            e.printStackTrace();
        }
        System.exit(0);
    }

    private static Role role(String[] args) throws Exception {
        switch (args[0]) {
            case "server" -> {
                say(String.valueOf(serve()));
                return line -> Memory.settled().text();
            }
            case "bare" -> {
                say(String.valueOf(serveBare()));
                return line -> Memory.settled().text();
            }
            case "crowd" -> {
                Crowd crowd = new Crowd(Integer.parseInt(args[1]));
                say("ready");
                return crowd::obey;
            }
            case "callers" -> {
                Callers[] callers = new Callers[args.length - 1];
                for (int i = 0; i < callers.length; i++) {
                    callers[i] = new Callers(IO, Integer.parseInt(args[i + 1]));
                }
                say("ready");
                return line -> callers[line.charAt(0) - '0'].obey(line.substring(2));
            }
            case "inproc" -> {
                say("ready");
                return line -> new InProcessCrowd().obey(Integer.parseInt(line));
            }
            default -> throw new IllegalArgumentException(args[0]);
        }
    }

    /** One that lives as long as its JVM; its port. */
    private static int serve() {
        return RpcServer.builder()
                .address("127.0.0.1", 0)
                .io(IO)
                .eventLoops(1)
                .service((Touch) text -> text, Touch.class, "")
                .start()
                .port();
    }

    private static int serveBare() throws InterruptedException {
        ServerBootstrap bootstrap =
                new ServerBootstrap()
                        .group(EventLoops.open(IO, 1, "bare").group())
                        .channel(
                                IO == IoKind.EPOLL
                                        ? EpollServerSocketChannel.class
                                        : NioServerSocketChannel.class)
                        .childHandler(new Nothing());
        return ((InetSocketAddress) bootstrap.bind("127.0.0.1", 0).sync().channel().localAddress())
                .getPort();
    }

    private static void obey(Role role) throws Exception {
        BufferedReader in =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            say(role.obey(line));
        }
    }

    private static void say(String line) throws IOException {
        System.out.write((ANSWER + line + '\n').getBytes(StandardCharsets.UTF_8));
        System.out.flush();
    }

    @ChannelHandler.Sharable
    private static final class Nothing extends ChannelInboundHandlerAdapter {}
}
