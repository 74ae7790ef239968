/**
 * What a contestant implements, and the load that it is put under: the same for all, in JVMs of
 * their own.
 *
 * <p>It uses the JDK and HdrHistogram, so that it stands beside anybody's jars. Start at {@code
 * Contestant}; {@code Peer} is the main class of its JVMs.
 */
@NullMarked
package io.harrier.rpc.benchmarks.contract;

import org.jspecify.annotations.NullMarked;
