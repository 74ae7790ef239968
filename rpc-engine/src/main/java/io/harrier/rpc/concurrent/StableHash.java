package io.harrier.rpc.concurrent;

import java.nio.charset.StandardCharsets;

/** Hashes that are the same in every process and on every machine. */
public final class StableHash {
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;
    private static final long FNV_PRIME = 0x100000001b3L;

    private StableHash() {}

    /** FNV-1a of the text's UTF-8 bytes, mixed. */
    public static long of(String text) {
        return of(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The same of any bytes. */
    public static long of(byte[] bytes) {
        long hash = FNV_OFFSET;
        for (byte each : bytes) {
            hash = (hash ^ (each & 0xff)) * FNV_PRIME;
        }
        return mix(hash);
    }

    /** Spreads each bit over all. Source: SplitMix64. */
    public static long mix(long bits) {
        long mixed = (bits ^ bits >>> 30) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94d049bb133111ebL;
        return mixed ^ mixed >>> 31;
    }

    /** A number in (0, 1) out of the upper bits. */
    public static double fraction(long bits) {
        return ((bits >>> 11) + 0.5) * 0x1p-53;
    }
}
