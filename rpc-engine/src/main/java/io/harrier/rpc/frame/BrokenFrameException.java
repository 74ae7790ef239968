package io.harrier.rpc.frame;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;

/**
 * A frame that cannot be cut, though enough of it was read to answer in its form. Nothing behind it
 * can be trusted.
 */
public final class BrokenFrameException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    private final FrameForm form;
    private final int sequence;

    public BrokenFrameException(ErrorKind kind, String message, FrameForm form, int sequence) {
        super(kind, message);
        this.form = form;
        this.sequence = sequence;
    }

    public FrameForm form() {
        return form;
    }

    /** The id in the envelope; 0 if it has none. */
    public int sequence() {
        return sequence;
    }
}
