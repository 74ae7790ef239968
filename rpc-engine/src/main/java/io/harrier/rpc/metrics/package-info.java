/**
 * API. What can be read of a running client or server, for whoever exports it: plain values, and
 * what is counted of calls. Start at {@link io.harrier.rpc.metrics.CallStatistics}, which is
 * written, and {@link io.harrier.rpc.metrics.CallSnapshot}, which is read.
 */
@NullMarked
package io.harrier.rpc.metrics;

import org.jspecify.annotations.NullMarked;
