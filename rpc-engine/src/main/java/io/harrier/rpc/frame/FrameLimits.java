package io.harrier.rpc.frame;

/**
 * What is accepted from a peer, and what is sent to it.
 *
 * @param maxFrameBytes a message with its head, without any envelope
 * @param maxHeaderBytes a TTHeader's variable part
 * @param lenient whether the old form of Thrift binary, without a version, is accepted
 */
public record FrameLimits(int maxFrameBytes, int maxHeaderBytes, boolean lenient) {
    public static final FrameLimits DEFAULT = new FrameLimits(16_384_000, 65_536, false);

    /** The most bytes one frame takes with all its envelopes. */
    public int maxTotalBytes() {
        return maxFrameBytes + maxHeaderBytes + 22;
    }
}
