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
    /** Apache Thrift's compiler refuses these as names: its own words and those of its targets. */
    private static final Set<String> RESERVED =
            Set.of(
                    ("BEGIN END __CLASS__ __DIR__ __FILE__ __FUNCTION__ __LINE__ __METHOD__"
                                    + " __NAMESPACE__ abstract alias and args as assert begin break"
                                    + " case catch class clone continue declare def default del"
                                    + " delete do dynamic elif else elseif elsif end enddeclare"
                                    + " endfor endforeach endif endswitch endwhile ensure except"
                                    + " exec finally float for foreach from function global goto if"
                                    + " implements import in inline instanceof interface is lambda"
                                    + " module native new next nil not or package pass public print"
                                    + " private protected raise redo rescue retry register return"
                                    + " self sizeof static super switch synchronized then this"
                                    + " throw transient try undef unless unsigned until use var"
                                    + " virtual volatile when while with xor yield"
                                    + " async binary bool byte const cpp_include cpp_type double"
                                    + " enum exception extends false i16 i32 i64 i8 include list"
                                    + " map namespace oneway optional reference required service"
                                    + " set slist string struct throws true typedef union uuid void"
                                    + " xsd_all xsd_attrs xsd_nillable xsd_optional")
                            .split(" "));

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
        return RESERVED.contains(name) ? name + '_' : name.replace('$', '_');
    }

    /**
     * @throws SchemaException if a name that travels is none
     */
    static String require(String name) {
        if (RESERVED.contains(name)) {
            throw new SchemaException(
                    name + " is a word that Thrift keeps for itself (expected: another name)",
                    "Give the method another name on the wire: @RpcMethod(name = \"...\").");
        }
        return name;
    }
}
