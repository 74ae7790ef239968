package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.schema.EnumSchema;
import java.util.LinkedHashMap;
import java.util.Map;

/** The source of an enum, whose constants keep their names. */
final class EnumSource {
    private EnumSource() {}

    /** By their names in the IDL. */
    static Map<String, String> names(EnumSchema type) {
        JavaNames free = JavaNames.free();
        Map<String, String> names = new LinkedHashMap<>();
        type.constants().keySet().forEach(name -> names.put(name, free.give(name)));
        return names;
    }

    static void write(EnumSchema type, ClassName name, JavaScope scope, Lines out) {
        new Javadoc(type.notes().doc()).addTo(out);
        if (type.constants().isEmpty()) {
            out.add("public enum " + name.simpleName() + " {}");
            return;
        }
        out.open("public enum " + name.simpleName() + " {");
        Map<String, String> names = names(type);
        int left = names.size();
        for (Map.Entry<String, String> constant : names.entrySet()) {
            new Javadoc(type.notes(constant.getKey()).doc()).addTo(out);
            Integer number = type.constants().get(constant.getKey());
            out.add('@' + scope.name(RpcField.class) + '(' + number + ')');
            out.add(constant.getValue() + (--left == 0 ? "" : ",\n"));
        }
        out.close("}");
    }
}
