package io.harrier.rpc.transport;

import io.netty.channel.local.LocalAddress;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Turns a host name into an address, off the event loops: the system's look-up blocks. */
final class HostName {
    private HostName() {}

    static CompletionStage<InetSocketAddress> resolve(String host, int port) {
        byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
        return literal == null
                ? CompletableFuture.supplyAsync(() -> lookUp(host, port))
                : CompletableFuture.completedFuture(address(host, literal, port));
    }

    /** Host and port, as a person writes them, or an in-process name; nothing is looked up. */
    static String text(@Nullable SocketAddress address) {
        if (address instanceof InetSocketAddress inet) {
            return inet.getHostString() + ':' + inet.getPort();
        }
        return address instanceof LocalAddress local
                ? InProcess.text(local)
                : String.valueOf(address);
    }

    /** Whether that is on the same machine. */
    static boolean isLoopback(@Nullable SocketAddress address) {
        return address instanceof LocalAddress
                || address instanceof InetSocketAddress inet
                        && inet.getAddress().isLoopbackAddress();
    }

    private static InetSocketAddress lookUp(String host, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByName(host), port);
        } catch (UnknownHostException e) {
            throw new CompletionException("unknown host: " + host, e);
        }
    }

    private static InetSocketAddress address(String host, byte[] literal, int port) {
        try {
            return new InetSocketAddress(InetAddress.getByAddress(literal), port);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("address: " + host + " (expected: IPv4 or IPv6)", e);
        }
    }
}
