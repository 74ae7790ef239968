/**
 * SPI. The hosts of one target: where they come from, which of them a call goes to, which are
 * avoided for a while. Implement {@link io.harrier.rpc.cluster.Discovery} to find hosts, {@link
 * io.harrier.rpc.cluster.Balancer} to choose among them; start at {@link
 * io.harrier.rpc.cluster.HostSet}.
 */
@NullMarked
package io.harrier.rpc.cluster;

import org.jspecify.annotations.NullMarked;
