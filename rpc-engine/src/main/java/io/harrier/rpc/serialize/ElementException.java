package io.harrier.rpc.serialize;

import io.harrier.rpc.error.ProtocolException;
import java.util.ArrayDeque;
import java.util.Deque;

/** A value that cannot be read, and which elements it is in; they are told on the way out. */
public final class ElementException extends ProtocolException {
    private static final long serialVersionUID = 1L;

    /** Outermost first. */
    private final transient Deque<String> places = new ArrayDeque<>();

    private ElementException(ProtocolException failure) {
        super(failure.kind(), String.valueOf(failure.getMessage()));
    }

    /**
     * The same failure, in an element of a list, set or map.
     *
     * @param element its index, or the key of its entry
     */
    public static ElementException in(Object element, ProtocolException failure) {
        ElementException known =
                failure instanceof ElementException inner ? inner : new ElementException(failure);
        known.places.addFirst("[" + element + ']');
        return known;
    }

    /** The element of the next container, from the outermost on; nothing if that is not known. */
    String nextPlace() {
        String place = places.pollFirst();
        return place == null ? "" : place;
    }
}
