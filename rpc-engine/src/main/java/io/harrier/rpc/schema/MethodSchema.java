package io.harrier.rpc.schema;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * One method of a service.
 *
 * @param name on the wire
 * @param arguments the parameters as fields 1..n
 * @param reply field 0 the value, if there is one, and the declared exceptions by their ids; null
 *     if the method is oneway
 */
public record MethodSchema(
        String name, StructSchema arguments, @Nullable StructSchema reply, Notes notes) {
    /** The annotation that makes a method of IDL idempotent: {@code (idempotent = "true")}. */
    private static final String IDEMPOTENT = "idempotent";

    public MethodSchema(String name, StructSchema arguments, @Nullable StructSchema reply) {
        this(name, arguments, reply, Notes.NONE);
    }

    /** Whether no reply is ever sent. */
    public boolean isOneway() {
        return reply == null;
    }

    /** Whether running it twice does no more than running it once. */
    public boolean isIdempotent() {
        String told = notes.annotations().getOrDefault(IDEMPOTENT, "");
        return told.equals("true") || told.equals("1");
    }

    /**
     * The name with the types of the parameters, without spaces, as Thrift's IDL writes them:
     * {@code find(i64,list<string>)}.
     */
    public String signature() {
        return arguments.fields().stream()
                .map(field -> field.type().text())
                .collect(Collectors.joining(",", name + '(', ")"));
    }

    /** The same method as one that may run twice. */
    public MethodSchema asIdempotent() {
        Map<String, String> annotations = new LinkedHashMap<>(notes.annotations());
        annotations.put(IDEMPOTENT, "true");
        return new MethodSchema(name, arguments, reply, new Notes(notes.doc(), annotations));
    }
}
