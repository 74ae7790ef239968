package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.error.ProtocolException;
import io.netty.buffer.ByteBuf;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * Turns the bytes of headers into blocks, and gives the same block for the same bytes most of the
 * time: the calls of one method from one client have headers that are all alike. Bounded: a header
 * that falls on another's place takes it. For any thread.
 */
final class KnownHeaders {
    private static final int PLACES = 256;
    private static final int LONGEST = 256;
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;
    private static final AtomicReferenceArray<@Nullable Known> SEEN =
            new AtomicReferenceArray<>(PLACES);

    /** The hash of what was last met at a place and is not kept: it is when it comes again. */
    private static final AtomicIntegerArray MET = new AtomicIntegerArray(PLACES);

    private KnownHeaders() {}

    /** A block beside its bytes, eight of them a word. */
    private record Known(HeaderBlock block, int bytes, long[] words) {
        boolean is(ByteBuf in, int at, int length) {
            if (bytes != length) {
                return false;
            }
            for (int i = 0; i < words.length; i++) {
                if (words[i] != word(in, at, i, length)) {
                    return false;
                }
            }
            return true;
        }
    }

    /**
     * The block of the header that begins at the reader index, which stays.
     *
     * @param bytes a multiple of 4, at least 4
     * @throws ProtocolException if it is none
     */
    static HeaderBlock read(ByteBuf in, int bytes) {
        int at = in.readerIndex();
        if (bytes > LONGEST) {
            return make(in, at, bytes);
        }
        int hash = hash(in, at, bytes);
        int place = hash & PLACES - 1;
        Known seen = SEEN.get(place);
        if (seen != null && seen.is(in, at, bytes)) {
            return seen.block;
        }
        HeaderBlock made = make(in, at, bytes);
        if (made.isCommon()) {
            keepIfMet(place, hash, made, in, at, bytes);
        }
        return made;
    }

    private static HeaderBlock make(ByteBuf in, int at, int bytes) {
        byte[] header = new byte[bytes];
        in.getBytes(at, header);
        return HeaderBlock.of(header);
    }

    private static void keepIfMet(
            int place, int hash, HeaderBlock made, ByteBuf in, int at, int bytes) {
        if (MET.get(place) == hash) {
            SEEN.lazySet(place, new Known(made, bytes, words(in, at, bytes)));
        } else {
            MET.lazySet(place, hash);
        }
    }

    private static int hash(ByteBuf in, int at, int bytes) {
        long hash = bytes;
        for (int i = 0; i < count(bytes); i++) {
            hash = (hash ^ word(in, at, i, bytes)) * FACTOR;
        }
        return (int) (hash >>> Integer.SIZE);
    }

    private static long[] words(ByteBuf in, int at, int bytes) {
        long[] words = new long[count(bytes)];
        for (int i = 0; i < words.length; i++) {
            words[i] = word(in, at, i, bytes);
        }
        return words;
    }

    private static int count(int bytes) {
        return (bytes + Integer.BYTES) / Long.BYTES;
    }

    /** The last one may be half a word. */
    private static long word(ByteBuf in, int at, int index, int bytes) {
        int offset = index * Long.BYTES;
        return offset + Long.BYTES <= bytes ? in.getLong(at + offset) : in.getInt(at + offset);
    }
}
