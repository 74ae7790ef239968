package io.harrier.rpc.transport;

/** A request being answered, as its connection sees it. On the event loop. */
public interface Exchange extends Outbound {
    /** Whether its reply may overtake those of earlier requests. */
    boolean isMultiplexed();

    /** Whether {@link #finish()} was called: its frame, or the lack of one, is final. */
    boolean isFinished();

    void finish();
}
