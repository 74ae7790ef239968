package io.harrier.rpc.frame;

/** How a Thrift message is wrapped on the socket. */
public enum FrameForm {
    /** The bare message. */
    UNFRAMED(false, false),
    /** A length before the message. */
    FRAMED(false, true),
    /** A TTHeader before the bare message. */
    TTHEADER(true, false),
    /**
     * A TTHeader before a length and the message: what Kitex and Harrier send unless told
     * otherwise.
     */
    TTHEADER_FRAMED(true, true);

    private final boolean header;
    private final boolean length;

    FrameForm(boolean header, boolean length) {
        this.header = header;
        this.length = length;
    }

    public boolean hasHeader() {
        return header;
    }

    /** Whether a length stands directly before the message. */
    public boolean hasLength() {
        return length;
    }
}
