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
 * @param protocol what the message's head is written in
 * @param generic how a caller without classes holds its values: {@code map}, {@code json}, {@code
 *     bytes}; empty if it did not say
 * @param codec what the payload is written in: {@code thrift} and {@code protobuf} as the protocol
 *     has them, {@code json}, or whatever else the caller said
 * @param payload the arguments' bytes, a slice of what was read. It is the server's until the call
 *     has been answered; whoever keeps it longer retains it
 * @param metadata what came along
 */
public record GenericMessage(
        String service,
        String method,
        boolean isOneway,
        Protocol protocol,
        String generic,
        String codec,
        ByteBuf payload,
        Metadata metadata) {

    /** Whether the payload is what the message's head says, as it is for every stock peer. */
    public boolean isOfProtocol() {
        return codec.equals(protocol.codec());
    }
}
