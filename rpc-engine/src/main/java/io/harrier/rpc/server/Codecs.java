package io.harrier.rpc.server;

import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.frame.Head;
import io.harrier.rpc.transport.ServerConnection;
import org.jspecify.annotations.Nullable;

/** What requests say of their payloads: Harrier clients only, as others may mean something else. */
final class Codecs {
    private Codecs() {}

    /**
     * What a payload is written in, and its reply is to be; null if it is what the head of its
     * message says.
     */
    static @Nullable String told(ServerConnection connection, Frame request) {
        Head head = connection.isHarrier() ? request.head() : null;
        String codec = head == null ? null : head.codec();
        return codec == null || codec.equals(request.protocol().codec()) ? null : codec;
    }

    /** How a caller without classes holds its values; empty if it did not say. */
    static String generic(ServerConnection connection, Frame request) {
        Head head = connection.isHarrier() ? request.head() : null;
        String generic = head == null ? null : head.generic();
        return generic == null ? "" : generic;
    }
}
