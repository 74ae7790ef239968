package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.StructSchema;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** The names of types in one IDL, each given once, and the words that no name may be. */
final class IdlNames {
    /** Apache Thrift's compiler refuses these as names, whatever it generates. */
    private static final Set<String> NEVER =
            words(
                    """
                    and as assert async binary bool break byte class const continue cpp_include
                    cpp_type def del double elif else enum except exception exec extends false
                    finally for from global i16 i32 i64 i8 if import in include is lambda list
                    map namespace not oneway optional or pass print raise required return
                    service set slist string struct throws true try typedef union uuid void
                    while with xsd_all xsd_attrs xsd_nillable xsd_optional yield
                    """);

    /** It refuses these for most languages. */
    private static final Set<String> SELDOM =
            words(
                    """
                    BEGIN END __CLASS__ __DIR__ __FILE__ __FUNCTION__ __LINE__ __METHOD__
                    __NAMESPACE__ abstract alias args begin case catch clone declare default
                    delete do dynamic elseif elsif end enddeclare endfor endforeach endif
                    endswitch endwhile ensure float foreach function goto implements inline
                    instanceof interface module native new next nil package private protected
                    public redo reference register rescue retry self sizeof static super switch
                    synchronized then this throw transient undef unless unsigned until use var
                    virtual volatile when xor
                    """);

    private final Map<Object, String> given = new HashMap<>();
    private final Set<String> taken = new HashSet<>();

    String of(StructSchema struct) {
        return of(struct, struct.name());
    }

    String of(EnumSchema type) {
        return of(type, type.name());
    }

    /** A type's own name, or that with a number if another type has it. */
    private String of(Object type, String wish) {
        return given.computeIfAbsent(type, unnamed -> free(legal(wish)));
    }

    private String free(String wish) {
        String name = wish;
        for (int i = 2; !taken.add(name); i++) {
            name = wish + i;
        }
        return name;
    }

    /** The name of something that is known by number, changed if it is no name. */
    static String legal(String name) {
        return NEVER.contains(name) || SELDOM.contains(name) ? name + '_' : name.replace('$', '_');
    }

    /**
     * @throws SchemaException if a name that travels is none
     */
    static String require(String name) {
        if (NEVER.contains(name)) {
            throw new SchemaException(
                    name + " is a word that Thrift keeps for itself (expected: another name)",
                    "Give the method another name on the wire: @RpcMethod(name = \"...\").");
        }
        return name;
    }

    private static Set<String> words(String lines) {
        return Set.of(lines.strip().split("\\s+"));
    }
}
