/**
 * Internal, but {@link io.harrier.rpc.pool.ConnectionMode} and {@link
 * io.harrier.rpc.pool.PoolStats} are API. The connections to one host: shared by many calls, lent
 * to one call at a time, or opened for each.
 *
 * <p>Start at {@link io.harrier.rpc.pool.HostPool}: it says where a call goes, {@code Demand} how
 * many connections there should be, {@code Openings} opens them, and {@code Upkeep} closes what
 * nobody needs. {@code ConnectionQuota} bounds the pools of a client together; {@code Spares} is
 * what one gives up for another.
 */
@NullMarked
package io.harrier.rpc.pool;

import org.jspecify.annotations.NullMarked;
