package io.harrier.rpc.frame;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.Protocol;

/**
 * A frame that cannot be cut, though enough of it was read to answer in its form. Nothing behind it
 * can be trusted.
 */
public final class BrokenFrameException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    private final FrameForm form;
    private final transient Protocol protocol;
    private final int sequence;

    public BrokenFrameException(
            ErrorKind kind, String message, FrameForm form, Protocol protocol, int sequence) {
        super(kind, message);
        this.form = form;
        this.protocol = protocol;
        this.sequence = sequence;
    }

    public FrameForm form() {
        return form;
    }

    /** The one of the message; where it was not reached, one that the peer is known to speak. */
    public Protocol protocol() {
        return protocol;
    }

    /** The id in the envelope; 0 if it has none. */
    public int sequence() {
        return sequence;
    }
}
