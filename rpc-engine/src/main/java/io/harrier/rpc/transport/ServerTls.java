package io.harrier.rpc.transport;

import io.netty.handler.ssl.SslHandler;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How a server encrypts.
 *
 * @param current asked anew for each connection, so that new ones take a new certificate
 * @param handshakeTimeout for the whole of the handshake
 */
public record ServerTls(Supplier<Tls> current, ClientAuth clientAuth, Duration handshakeTimeout) {
    /** The time for the handshake runs from when it is put into a pipeline. */
    SslHandler handler() {
        SslHandler handler = new SslHandler(current.get().serverEngine(clientAuth));
        handler.setHandshakeTimeout(handshakeTimeout.toNanos(), TimeUnit.NANOSECONDS);
        return handler;
    }
}
