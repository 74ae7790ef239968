/**
 * Internal. Servers that stop, or are killed, under load: what their callers notice. Start at
 * {@link io.harrier.rpc.benchmarks.hosts.RollingRestart} and {@link
 * io.harrier.rpc.benchmarks.hosts.KillOne}.
 */
@NullMarked
package io.harrier.rpc.benchmarks.hosts;

import org.jspecify.annotations.NullMarked;
