package io.harrier.rpc.protocol;

import io.harrier.rpc.error.ProtocolException;

/**
 * What stands before the values of a message.
 *
 * @param type one of {@link MessageTypes}
 * @param name of the method
 * @param sequence the call's id, which replies repeat
 */
public record MessageHead(int type, String name, int sequence) {

    /**
     * @throws ProtocolException if there is no such type of message
     */
    public MessageHead {
        if (type < MessageTypes.CALL || type > MessageTypes.ONEWAY) {
            throw new ProtocolException("message type: " + type + " (expected: 1..4)");
        }
    }
}
