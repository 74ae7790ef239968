package io.harrier.rpc.transport;

import io.harrier.rpc.concurrent.Ticker;
import io.harrier.rpc.frame.FrameCodec;
import io.harrier.rpc.frame.FrameLimits;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What all connections of a client have in common.
 *
 * @param offerMultiplexing whether to tell servers that this is a Harrier client
 * @param pingInterval silence after which a multiplexed connection is probed
 * @param pingTimeout silence after a probe that ends the connection
 * @param tls null for plain bytes
 */
public record ClientSettings(
        FrameCodec codec,
        FrameLimits limits,
        boolean offerMultiplexing,
        Duration connectTimeout,
        Duration pingInterval,
        Duration pingTimeout,
        Ticker ticker,
        @Nullable ClientTls tls) {}
