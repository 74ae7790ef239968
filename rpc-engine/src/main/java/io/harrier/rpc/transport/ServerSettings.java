package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.frame.FrameCodec;
import io.harrier.rpc.frame.FrameLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of a server have in common.
 *
 * @param maxCalls calls in flight on a multiplexed connection; above it the connection is not read
 * @param maxPipelined the same for a plain connection, whose replies keep their order
 * @param maxWaitingBytes of large requests of one connection that nobody has read yet, or that are
 *     lent to handlers; above it the connection is not read
 * @param idleTimeout silence without calls after which a connection closes
 * @param stallTimeout how long a frame may take to arrive (slower than 1 KiB/s), or the peer to
 *     take bytes off
 * @param tls null for plain bytes
 */
public record ServerSettings(
        FrameCodec codec,
        FrameLimits limits,
        int maxCalls,
        int maxPipelined,
        long maxWaitingBytes,
        Duration idleTimeout,
        Duration stallTimeout,
        Ticker ticker,
        @Nullable ServerTls tls) {}
