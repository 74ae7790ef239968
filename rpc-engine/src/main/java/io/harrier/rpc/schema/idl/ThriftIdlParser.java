package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.SchemaException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Parses Thrift's IDL: the language of Apache's compiler, old forms included, and beyond it {@code
 * uuid}, names used before they are defined, and methods and fields called like words of the language.
 *
 * <p>Values are checked more strictly: a number must fit its type. Files may be at most 16 million
 * chars, nest 64 deep and include 1,000 others.
 */
public final class ThriftIdlParser {
    private ThriftIdlParser() {}

    /**
     * A file with what it includes.
     *
     * @param searchFolders where included files are looked for, after the folder of the file that
     *     includes them
     * @throws IdlException at the first place where something is wrong
     * @throws SchemaException if the file cannot be read
     */
    public static IdlDocument parse(Path file, Path... searchFolders) {
        FolderTexts texts = new FolderTexts(List.of(searchFolders));
        return new IdlLoader(texts).load(texts.read(file));
    }

    /**
     * A text with what it includes from memory.
     *
     * @param name of the text in messages; a path, if there are includes seen from there
     * @param includes texts by what stands in the include lines, or by the path that this is when
     *     seen from the text that includes it
     * @throws IdlException at the first place where something is wrong
     */
    public static IdlDocument parse(String name, String text, Map<String, String> includes) {
        return new IdlLoader(new MemoryTexts(Map.copyOf(includes)))
                .load(MemoryTexts.text(name, text));
    }

    /**
     * A text that includes nothing.
     *
     * @throws IdlException at the first place where something is wrong
     */
    public static IdlDocument parse(String name, String text) {
        return parse(name, text, Map.of());
    }
}
