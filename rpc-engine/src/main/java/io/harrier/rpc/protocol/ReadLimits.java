package io.harrier.rpc.protocol;

/**
 * What a payload may claim before memory is taken for it.
 *
 * @param maxDepth structs and containers inside each other, also in fields that are skipped
 * @param maxElements container elements of one message, all containers together; a map entry counts
 *     once
 */
public record ReadLimits(int maxDepth, int maxElements) {
    public static final ReadLimits DEFAULT = new ReadLimits(64, 1_000_000);
}
