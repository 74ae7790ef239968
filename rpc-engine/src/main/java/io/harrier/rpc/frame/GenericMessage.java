package io.harrier.rpc.frame;

import io.harrier.rpc.context.Metadata;
import io.harrier.rpc.protocol.Protocol;
import io.netty.buffer.ByteBuf;

/**
 * A request whose values nobody has looked into: what a handler of unknown methods gets, and what a
 * relay passes on.
 *
 * @param service its name on the wire; empty if the caller named none
 * @param method its name on the wire
 * @param isOneway whether the caller wants no reply
 * @param protocol what the payload is written in
 * @param payload the arguments' bytes, a slice of what was read. It is the server's until the call
 *     has been answered; whoever keeps it longer retains it
 * @param metadata what came along
 */
public record GenericMessage(
        String service,
        String method,
        boolean isOneway,
        Protocol protocol,
        ByteBuf payload,
        Metadata metadata) {}
