/**
 * SPI. Many hosts of one service: which of them a call goes to. Start at {@link
 * io.harrier.rpc.cluster.HostSet}.
 */
@NullMarked
package io.harrier.rpc.cluster;

import org.jspecify.annotations.NullMarked;
