package io.harrier.rpc.protocol.json;

/** Any JSON text through scanner and writer. */
final class JsonCopy {
    private static final int DEPTH = 64;

    private final JsonScanner in;
    private final JsonTextWriter out;

    private JsonCopy(JsonScanner in, JsonTextWriter out) {
        this.in = in;
        this.out = out;
    }

    /** The same values in another text; numbers beyond all doubles become null. */
    static byte[] of(byte[] text) {
        try (JsonScanner in = JsonScanner.of(text, 0, text.length, DEPTH);
                JsonTextWriter out = JsonTextWriter.take()) {
            new JsonCopy(in, out).value();
            in.finish();
            return out.toBytes();
        }
    }

    /** Only looks at the text. */
    static boolean isJson(byte[] text) {
        try (JsonScanner in = JsonScanner.of(text, 0, text.length, DEPTH)) {
            in.skipValue();
            in.finish();
            return true;
        } catch (JsonException refused) {
            return false;
        }
    }

    private void value() {
        switch (in.peek()) {
            case JsonScanner.OBJECT -> object();
            case JsonScanner.ARRAY -> array();
            case JsonScanner.STRING -> {
                in.readString("a string");
                out.writeString(in.text(), in.textAt(), in.textLength());
            }
            case JsonScanner.NUMBER -> number();
            case JsonScanner.NULL -> {
                in.readNull();
                out.writeNull();
            }
            default -> out.writeBoolean(in.readBoolean("a boolean"));
        }
    }

    private void object() {
        int count = in.count();
        in.beginObject("an object");
        out.beginObject();
        for (; in.nextMember(); count--) {
            out.writeString(in.text(), in.textAt(), in.textLength());
            out.nameEnds();
            value();
        }
        out.endObject();
        requireNone(count);
    }

    private void array() {
        int count = in.count();
        in.beginArray("an array");
        out.beginArray();
        for (; in.nextElement(); count--) {
            value();
        }
        out.endArray();
        requireNone(count);
    }

    private static void requireNone(int left) {
        if (left != 0) {
            throw new AssertionError(left + " more were counted than there are");
        }
    }

    private void number() {
        try {
            out.writeLong(in.readLong(Long.MIN_VALUE, Long.MAX_VALUE, "i64"));
        } catch (JsonException notWhole) {
            real();
        }
    }

    private void real() {
        try {
            out.writeDouble(in.readDouble("double"));
        } catch (JsonException beyond) {
            in.skipValue();
            out.writeNull();
        }
    }
}
