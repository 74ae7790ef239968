package io.harrier.rpc.protocol.json;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Compares JSON by what it means, as Jackson reads it. */
public final class JsonTrees {
    private static final JsonMapper JACKSON = new JsonMapper();

    private JsonTrees() {}

    /** Whether both say the same; a number beyond all doubles is as good as null. */
    public static boolean sameMeaning(byte[] one, byte[] other) {
        return JACKSON.readTree(one).equals(JsonTrees::compare, JACKSON.readTree(other));
    }

    private static int compare(JsonNode one, JsonNode other) {
        if (one.isIntegralNumber() && other.isIntegralNumber()) {
            return one.bigIntegerValue().compareTo(other.bigIntegerValue());
        }
        if (one.isNumber() && other.isNumber()) {
            return one.doubleValue() == other.doubleValue() ? 0 : 1;
        }
        if (one.isNumber() && other.isNull()) {
            return Double.isInfinite(one.doubleValue()) ? 0 : 1;
        }
        return one.equals(other) ? 0 : 1;
    }
}
