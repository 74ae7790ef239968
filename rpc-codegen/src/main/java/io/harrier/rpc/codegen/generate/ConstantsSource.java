package io.harrier.rpc.codegen.generate;

import io.harrier.rpc.schema.idl.IdlConstant;
import io.harrier.rpc.schema.idl.IdlDocument;

/** The source of the class that has the constants of a file. */
final class ConstantsSource {
    private ConstantsSource() {}

    static void write(IdlDocument document, ClassName name, JavaScope scope, Lines out) {
        out.add("/** The constants of " + Javadoc.escaped(TypeNames.fileName(document)) + ". */");
        out.open("public final class " + name.simpleName() + " {");
        JavaNames names = JavaNames.free();
        for (IdlConstant constant : document.constants().values()) {
            new Javadoc(constant.notes().doc()).addTo(out);
            String type = scope.types().plain(constant.type());
            out.assign(
                    "public static final " + type + ' ' + names.give(constant.name()),
                    scope.values().of(constant.type(), constant.value()));
            out.blank();
        }
        out.add("private " + name.simpleName() + "() {}");
        out.close("}");
    }
}
