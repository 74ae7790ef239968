package io.harrier.rpc.protocol.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What the JDK's decoder and Jackson say of a text. Jackson gets it as characters, as it lets bytes
 * pass that are not UTF-8, and as bytes, as of a character in an escape it looks at the low byte
 * alone; that halves of surrogate pairs are refused is decided here.
 */
final class JsonOracle {
    private static final JsonFactory JACKSON = new JsonFactory();

    private JsonOracle() {}

    static boolean isJson(byte[] text) {
        try {
            String decoded =
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
            return !decoded.startsWith("\uFEFF")
                    && isOneValue(JACKSON.createParser(ObjectReadContext.empty(), decoded))
                    && isOneValue(JACKSON.createParser(ObjectReadContext.empty(), text));
        } catch (CharacterCodingException | JacksonException refused) {
            return false;
        }
    }

    private static boolean isOneValue(JsonParser parser) {
        int values = 0;
        int open = 0;
        try (JsonParser in = parser) {
            for (JsonToken next = in.nextToken(); next != null; next = in.nextToken()) {
                if (next.isStructEnd()) {
                    open--;
                } else {
                    values += open == 0 ? 1 : 0;
                    open += next.isStructStart() ? 1 : 0;
                }
                if (next == JsonToken.PROPERTY_NAME || next == JsonToken.VALUE_STRING) {
                    if (hasHalfAPair(in.getString())) {
                        return false;
                    }
                }
            }
        }
        return values == 1;
    }

    private static boolean hasHalfAPair(String text) {
        return text.codePoints().anyMatch(c -> c >= 0xD800 && c <= 0xDFFF);
    }
}
