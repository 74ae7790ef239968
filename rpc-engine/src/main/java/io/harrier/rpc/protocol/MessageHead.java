package io.harrier.rpc.protocol;

import io.harrier.rpc.error.ProtocolException;

/**
 * What stands before the values of a message. Its reader fills the same one again and again, so
 * that none is made for a message; for one thread.
 */
public final class MessageHead {
    private int type;
    private String name = "";
    private int sequence;

    /**
     * Takes what was read.
     *
     * @throws ProtocolException if there is no such type of message
     */
    public MessageHead of(int typeRead, String nameRead, int sequenceRead) {
        if (typeRead < MessageTypes.CALL || typeRead > MessageTypes.ONEWAY) {
            throw new ProtocolException("message type: " + typeRead + " (expected: 1..4)");
        }
        type = typeRead;
        name = nameRead;
        sequence = sequenceRead;
        return this;
    }

    /** One of {@link MessageTypes}. */
    public int type() {
        return type;
    }

    /** Of the method. */
    public String name() {
        return name;
    }

    /** The call's id, which replies repeat. */
    public int sequence() {
        return sequence;
    }

    @Override
    public String toString() {
        return "type " + type + ", " + name + ", sequence " + sequence;
    }
}
