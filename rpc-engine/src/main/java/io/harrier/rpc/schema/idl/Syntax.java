package io.harrier.rpc.schema.idl;

import io.harrier.rpc.schema.Notes;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a file says, before any name in it is looked up. {@code at} is an offset in its text. */
record Syntax(
        Notes notes,
        Map<String, Namespace> namespaces,
        List<Text> includes,
        List<Text> cppIncludes,
        List<Definition> definitions) {

    record Namespace(String name, Notes notes) {}

    record Name(int at, String name) {}

    /**
     * A type.
     *
     * @param kind null if it is named
     * @param name empty if it is not
     */
    record Type(
            int at,
            TypeSchema.@Nullable Kind kind,
            String name,
            @Nullable Type key,
            @Nullable Type element,
            Map<String, String> annotations) {}

    /** A constant, or a part of one. */
    sealed interface Value permits Whole, Truth, Real, Text, Reference, Items, Entries {
        int at();
    }

    record Whole(int at, long number) implements Value {}

    record Truth(int at, boolean isTrue) implements Value {}

    record Real(int at, double number) implements Value {}

    record Text(int at, String text) implements Value {}

    record Reference(int at, String name) implements Value {}

    record Items(int at, List<Value> values) implements Value {}

    record Entries(int at, List<Entry> entries) implements Value {}

    record Entry(Value key, Value value) {}

    /** What has a name that the rest of the file may use. */
    sealed interface Definition permits Typedef, Constant, Enumeration, Struct, Service {
        Name name();

        Notes notes();
    }

    record Typedef(Name name, Type type, Notes notes) implements Definition {}

    record Constant(Name name, Type type, Value value, Notes notes) implements Definition {}

    record Enumeration(Name name, List<Member> members, Notes notes) implements Definition {}

    record Member(Name name, int number, Notes notes) {}

    record Struct(Name name, StructSchema.Kind kind, List<Field> fields, Notes notes)
            implements Definition {}

    record Field(
            int id,
            Name name,
            Type type,
            Requiredness requiredness,
            @Nullable Value value,
            Notes notes) {}

    record Service(Name name, @Nullable Name parent, List<Method> methods, Notes notes)
            implements Definition {}

    /**
     * A method.
     *
     * @param value null if there is none
     */
    record Method(
            Name name,
            boolean isOneway,
            @Nullable Type value,
            List<Field> arguments,
            List<Field> exceptions,
            Notes notes) {}
}
