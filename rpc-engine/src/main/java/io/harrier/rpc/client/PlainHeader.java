package io.harrier.rpc.client;

import io.harrier.rpc.frame.thrift.HeaderImage;

/** A request's header that says nothing of its call alone, and what it was made for. */
record PlainHeader(boolean toHarrier, long millis, String fromMethod, HeaderImage image) {
    boolean is(boolean peerIsHarrier, long millisLeft, String callingMethod) {
        return toHarrier == peerIsHarrier
                && millis == millisLeft
                && fromMethod.equals(callingMethod);
    }
}
