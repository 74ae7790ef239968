package io.harrier.rpc.schema.idl;

/** What one load may still take. */
final class IdlBudget {
    private int files = IdlLimits.FILES;
    private int chars = IdlLimits.ALL_CHARS;
    private int values = IdlLimits.VALUES;
    private int inherited = IdlLimits.INHERITED_METHODS;

    void take(SourceText source) {
        int length = source.text().length();
        chars -= length;
        files--;
        if (length > IdlLimits.FILE_CHARS || chars < 0 || files < 0) {
            throw source.error(
                    0,
                    "too much IDL",
                    length + " chars",
                    "at most "
                            + (IdlLimits.FILE_CHARS + " a file, " + IdlLimits.ALL_CHARS + " and ")
                            + (IdlLimits.FILES + " files in all"));
        }
    }

    void takeValue(SourceText source, int at) {
        if (--values < 0) {
            throw source.error(
                    at, "too many values (expected: at most " + IdlLimits.VALUES + " in all)");
        }
    }

    void takeInherited(SourceText source, int at, int methods) {
        inherited -= methods;
        if (inherited < 0) {
            throw source.error(
                    at,
                    "too many inherited methods (expected: at most "
                            + (IdlLimits.INHERITED_METHODS + " in all)"));
        }
    }
}
