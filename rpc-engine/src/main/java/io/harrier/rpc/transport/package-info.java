/**
 * Internal, but {@link io.harrier.rpc.transport.EventLoops}, {@link
 * io.harrier.rpc.transport.IoKind}, {@link io.harrier.rpc.transport.Tls} and {@link
 * io.harrier.rpc.transport.ClientAuth} are API. One connection: its pipeline, its life, and the
 * calls in flight on it.
 *
 * <p>It moves frames; it does not know what a payload means or how its host was chosen. Everything
 * not marked thread-safe runs on the connection's event loop. Start at {@link
 * io.harrier.rpc.transport.ClientConnection} and {@link io.harrier.rpc.transport.ServerConnection}.
 */
@NullMarked
package io.harrier.rpc.transport;

import org.jspecify.annotations.NullMarked;
