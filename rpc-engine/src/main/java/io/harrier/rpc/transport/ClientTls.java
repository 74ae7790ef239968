package io.harrier.rpc.transport;

import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How a client encrypts.
 *
 * @param current asked anew for each connection, so that new ones take a new certificate
 * @param serverName that servers' certificates are for; empty for the names they are called by
 * @param handshakeTimeout for the whole of the handshake
 */
public record ClientTls(Supplier<Tls> current, String serverName, Duration handshakeTimeout) {
    SslHandler handler(String host, int port) {
        SslHandler handler =
                new SslHandler(
                        current.get().clientEngine(serverName.isEmpty() ? host : serverName, port));
        handler.setHandshakeTimeout(handshakeTimeout.toNanos(), TimeUnit.NANOSECONDS);
        return handler;
    }
}
