package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.Notes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parses enums, and what was one in old files. */
final class EnumParser {
    private final TokenReader in;
    private final Set<String> names = new HashSet<>();
    private final Map<Integer, String> numbers = new HashMap<>();

    EnumParser(TokenReader in) {
        this.in = in;
    }

    /** What stands behind the word enum. */
    Syntax.Enumeration enumeration(String doc) {
        Syntax.Name name = in.newName("an enum");
        in.expect('{', "before the values of " + name.name());
        names.clear();
        numbers.clear();
        List<Syntax.Member> members = new ArrayList<>();
        long next = 0;
        while (!in.accept('}')) {
            Syntax.Member member = member(next);
            members.add(member);
            next = member.number() + 1L;
        }
        return new Syntax.Enumeration(name, members, in.notes(doc));
    }

    private Syntax.Member member(long next) {
        String doc = in.lexer().doc();
        Syntax.Name name = in.newName("a value of an enum");
        int at = in.lexer().at();
        long number =
                in.accept('=')
                        ? in.whole("a number", Integer.MIN_VALUE, Integer.MAX_VALUE).number()
                        : next;
        requireFree(name, at, number);
        Notes notes = in.notes(doc);
        in.separator();
        return new Syntax.Member(name, (int) number, notes);
    }

    private void requireFree(Syntax.Name name, int at, long number) {
        SourceText source = in.lexer().source();
        if (number > Integer.MAX_VALUE) {
            throw source.error(
                    name.at(), "number of " + name.name(), "" + number, "at most 2147483647");
        }
        if (!names.add(name.name())) {
            throw source.error(name.at(), "enum value taken", name.name(), "a name of its own");
        }
        String other = numbers.putIfAbsent((int) number, name.name());
        if (other != null) {
            throw source.error(
                    at, "enum number taken", number + " is that of " + other, "one of its own");
        }
    }

    /**
     * What stands behind the word senum. It never was more than a string with its values written
     * down.
     */
    Syntax.Typedef senum(String doc) {
        Syntax.Name name = in.newName("a senum");
        in.expect('{', "before the values of " + name.name());
        while (!in.accept('}')) {
            in.text("a value as a string, or \"}\"");
            in.separator();
        }
        Syntax.Type string = TypeParser.string(name.at());
        return new Syntax.Typedef(name, string, in.notes(doc));
    }
}
