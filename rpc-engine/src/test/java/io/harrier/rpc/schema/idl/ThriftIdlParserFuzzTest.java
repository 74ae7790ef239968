package io.harrier.rpc.schema.idl;

import com.code_intelligence.jazzer.junit.DictionaryEntries;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.ServiceSchema;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Any texts: a document, whose services can be printed and read again, or a SchemaException. */
final class ThriftIdlParserFuzzTest {
    private static final String[] INCLUDES = {"a.thrift", "b.thrift", "dir/c.thrift"};

    /** The first text, up to a NUL, may include the others. */
    @DictionaryEntries({
        "include \"a.thrift\"", "include 'dir/c.thrift'", "namespace ", "const ", "typedef ",
        "enum ", "senum ", "struct ", "union ", "exception ", "service ", " extends ", "oneway ",
        "void ", " throws (", "required ", "optional ", "list<", "set<", "map<", "i8 ", "i64 ",
        "double ", "binary ", "uuid ", "/**", "*/", "xsd_attrs {", "0x", "1e9", "\\\"", " = {", "a.", "\0"
    })
    @FuzzTest(maxDuration = "10m")
    void parse(byte[] bytes) {
        String[] texts = new String(bytes, StandardCharsets.UTF_8).split("\0", -1);
        Map<String, String> includes = new HashMap<>();
        for (int i = 1; i < texts.length && i <= INCLUDES.length; i++) {
            includes.put(INCLUDES[i - 1], texts[i]);
        }
        try {
            IdlDocument document = ThriftIdlParser.parse("main.thrift", texts[0], includes);
            document.services().values().forEach(service -> print(service.schema()));
        } catch (SchemaException refused) {
            // as it should be
        }
    }

    private static void print(ServiceSchema service) {
        String printed;
        try {
            printed = ThriftIdl.of(service, "demo");
        } catch (SchemaException reservedName) {
            return;
        }
        try {
            ThriftIdlParser.parse("printed.thrift", printed);
        } catch (SchemaException e) {
            throw new AssertionError("printed: " + printed, e);
        }
    }
}
