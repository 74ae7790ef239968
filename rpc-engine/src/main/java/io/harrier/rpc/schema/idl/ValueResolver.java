package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.EnumSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;

/** Makes values of a type out of what a file says, or says why it is none. */
final class ValueResolver {
    private static final Pattern UUID_FORM =
            Pattern.compile("\\{?(\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12})}?");

    private final SourceText source;
    private final IdlBudget budget;
    private final ValueNames names;
    private final ContainerResolver containers;

    ValueResolver(FileScope scope, TypeResolver types) {
        this.source = scope.source();
        this.budget = scope.budget();
        this.names = new ValueNames(scope, types, this);
        this.containers = new ContainerResolver(source, this, types);
    }

    IdlConstant constant(Syntax.Constant constant) {
        return names.constant(constant);
    }

    /**
     * The value, in the form of {@link TypeSchema}'s values, immutable.
     *
     * @throws IdlException if it is none of this type
     */
    Object value(TypeSchema type, Syntax.Value value) {
        budget.takeValue(source, value.at());
        Syntax.Value meant =
                value instanceof Syntax.Reference name ? names.value(type, name) : value;
        return switch (type.kind()) {
            case BOOL -> truth(type, meant);
            case I8 -> (byte) whole(type, meant, Byte.MIN_VALUE, Byte.MAX_VALUE);
            case I16 -> (short) whole(type, meant, Short.MIN_VALUE, Short.MAX_VALUE);
            case I32 -> (int) whole(type, meant, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case I64 -> whole(type, meant, Long.MIN_VALUE, Long.MAX_VALUE);
            case DOUBLE -> real(type, meant);
            case STRING -> text(type, meant);
            case BINARY -> binary(type, meant);
            case UUID -> uuid(type, meant);
            case ENUM -> member(type, meant);
            case LIST -> containers.list(type, items(type, meant));
            case SET -> containers.set(type, items(type, meant));
            case MAP -> containers.map(type, entries(type, meant));
            case STRUCT -> containers.struct(type, entries(type, meant));
            case VOID -> throw wrong(type, meant);
        };
    }

    private boolean truth(TypeSchema type, Syntax.Value value) {
        if (value instanceof Syntax.Truth truth) {
            return truth.isTrue();
        }
        if (value instanceof Syntax.Whole whole && (whole.number() & ~1L) == 0) {
            return whole.number() == 1;
        }
        throw wrong(value, "bool: true, false, 1 or 0");
    }

    private long whole(TypeSchema type, Syntax.Value value, long min, long max) {
        if (value instanceof Syntax.Whole whole) {
            if (whole.number() >= min && whole.number() <= max) {
                return whole.number();
            }
            throw wrong(value, TypeText.PLAIN.of(type) + ", " + min + ".." + max);
        }
        throw wrong(type, value);
    }

    private double real(TypeSchema type, Syntax.Value value) {
        if (value instanceof Syntax.Whole whole) {
            return whole.number();
        }
        if (value instanceof Syntax.Real real && Double.isFinite(real.number())) {
            return real.number();
        }
        throw wrong(type, value);
    }

    private String text(TypeSchema type, Syntax.Value value) {
        if (value instanceof Syntax.Text text) {
            return text.text();
        }
        throw wrong(type, value);
    }

    private ByteBuffer binary(TypeSchema type, Syntax.Value value) {
        byte[] bytes = text(type, value).getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.wrap(bytes).asReadOnlyBuffer();
    }

    private UUID uuid(TypeSchema type, Syntax.Value value) {
        var form = UUID_FORM.matcher(text(type, value));
        if (!form.matches()) {
            throw wrong(value, "uuid, such as \"00112233-4455-6677-8899-aabbccddeeff\"");
        }
        return UUID.fromString(form.group(1));
    }

    private int member(TypeSchema type, Syntax.Value value) {
        EnumSchema enumeration = Objects.requireNonNull(type.enumeration());
        if (value instanceof Syntax.Whole whole
                && whole.number() == (int) whole.number()
                && enumeration.nameOf((int) whole.number()) != null) {
            return (int) whole.number();
        }
        String members = String.join(", ", enumeration.constants().keySet());
        throw wrong(value, enumeration.name() + ": " + SourceText.shortened(members));
    }

    private Syntax.Items items(TypeSchema type, Syntax.Value value) {
        if (value instanceof Syntax.Items items) {
            return items;
        }
        throw wrong(type, value);
    }

    private Syntax.Entries entries(TypeSchema type, Syntax.Value value) {
        if (value instanceof Syntax.Entries entries) {
            return entries;
        }
        throw wrong(type, value);
    }

    private IdlException wrong(TypeSchema type, Syntax.Value value) {
        return wrong(value, SourceText.shortened(TypeText.PLAIN.of(type)));
    }

    private IdlException wrong(Syntax.Value value, String expected) {
        return source.error(value.at(), "wrong value", ValueText.of(value), expected);
    }
}
