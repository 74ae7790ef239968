package io.harrier.rpc.codegen.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import io.harrier.rpc.schema.idl.IdlDocument;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.MethodBinding;
import io.harrier.rpc.serialize.SerializerSource;
import io.harrier.rpc.serialize.ValueSerializer;
import io.harrier.rpc.serialize.generated.GeneratedSerializer;
import io.harrier.rpc.serialize.generated.GeneratedSerializers;
import io.harrier.rpc.serialize.reflective.ReflectiveBinder;
import io.harrier.rpc.serialize.reflective.TypeSerializers;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every type and method of AllTypes.thrift, in the classes that Apache's compiler made of it and in
 * those that are generated here: the same bytes for the same random values.
 */
final class ApacheWireTest {
    private static final String APACHE = "io.harrier.rpc.idl.alltypes";
    private static final String OURS = "io.harrier.rpc.idl.ours";
    private static final int VALUES = 300;

    @TempDir static Path folder;

    private static IdlDocument document;
    private static ApacheObjects apache;
    private static RecordObjects ours;

    @BeforeAll
    static void compile() throws Exception {
        Path idl = Corpus.ENGINE_TESTS.resolve("thrift/AllTypes.thrift");
        document =
                ThriftIdlParser.parse(
                        "AllTypes.thrift", Files.readString(idl).replace(APACHE, OURS));
        Map<String, String> java =
                JavaGenerator.generate(document, null).stream()
                        .collect(Collectors.toMap(JavaFile::path, JavaFile::text));
        Compiled compiled = new Compiled(folder);
        assertThat(compiled.generated(java)).isEmpty();
        assertThat(compiled.others(apacheSources())).isEmpty();
        ClassLoader loader = compiled.loader();
        apache = new ApacheObjects(loader, APACHE);
        ours = new RecordObjects(loader, OURS);
    }

    private static List<Path> apacheSources() throws Exception {
        Path sources = Corpus.ENGINE_TESTS.resolve("java").resolve(APACHE.replace('.', '/'));
        try (Stream<Path> files = Files.list(sources)) {
            return files.toList();
        }
    }

    @Test
    void anyStruct_writtenByReflectionAndByGeneratedSerializers_isWhatApacheWrites()
            throws Exception {
        TypeSerializers reflective = new TypeSerializers(SerializerSource.NONE);
        TypeSerializers generated = new TypeSerializers(new GeneratedSerializers());
        for (StructSchema struct : document.structs().values()) {
            Class<?> type = ours.type(struct.name());
            assertThat(generated.of(type)).isInstanceOf(GeneratedSerializer.class);
            for (int seed = 0; seed < VALUES; seed++) {
                Map<String, Object> value = new RandomValue(seed).of(struct);
                byte[] expected = apache.write(apache.struct(struct.name(), struct, value));
                Object object = ours.of(TypeSchema.struct(struct), value);
                assertBytes(expected, object, serializer(reflective, type));
                assertBytes(expected, object, serializer(generated, type));
            }
        }
    }

    @SuppressWarnings("unchecked")
    private static ValueSerializer<Object> serializer(TypeSerializers from, Class<?> type) {
        return (ValueSerializer<Object>) from.of(type);
    }

    private static void assertBytes(
            byte[] expected, Object object, ValueSerializer<Object> serializer) {
        assertThat(bytes(out -> serializer.write(object, out)))
                .as("%s", object)
                .isEqualTo(expected);
        Object read;
        BinaryReader in = new BinaryReader(Unpooled.wrappedBuffer(expected), ReadLimits.DEFAULT);
        try (in) {
            read = serializer.read(in);
        }
        if (object.getClass().isRecord()) {
            assertThat(read).isEqualTo(object);
        }
        assertThat(bytes(out -> serializer.write(read, out))).isEqualTo(expected);
    }

    @Test
    void anyCall_argumentsAndReplies_areWhatApacheWrites() throws Exception {
        for (String service : List.of("Base", "AllTypes")) {
            Class<?> type = ours.type(service);
            List<MethodSchema> own = document.services().get(service).ownMethods();
            for (MethodBinding method : new ReflectiveBinder().bind(type, type).methods()) {
                for (MethodSchema schema : own) {
                    if (schema.name().equals(method.schema().name())) {
                        arguments(service, schema, method);
                        replies(service, schema, method);
                    }
                }
            }
        }
    }

    private static void arguments(String service, MethodSchema schema, MethodBinding method)
            throws Exception {
        Object[] values = new Object[schema.arguments().fields().size()];
        Map<String, Object> byName = new java.util.HashMap<>();
        for (int i = 0; i < values.length; i++) {
            FieldSchema field = schema.arguments().fields().get(i);
            Object value = new RandomValue(i).of(field.type());
            byName.put(field.name(), value);
            values[i] = ours.of(field.type(), value);
        }
        String name = service + '$' + schema.name() + "_args";
        assertThat(bytes(out -> method.serializer().writeArguments(Arguments.of(values), out)))
                .as(name)
                .isEqualTo(apache.write(apache.struct(name, schema.arguments(), byName)));
    }

    private static void replies(String service, MethodSchema schema, MethodBinding method)
            throws Exception {
        if (schema.isOneway()) {
            assertThat(method.schema().isOneway()).isTrue();
            return;
        }
        for (FieldSchema field : schema.reply().fields()) {
            Object value = new RandomValue(1).of(field.type());
            Object object = ours.of(field.type(), value);
            String name = service + '$' + schema.name() + "_result";
            Object reply = apache.struct(name, schema.reply(), Map.of(field.name(), value));
            assertThat(
                            bytes(
                                    out -> {
                                        if (field.id() == 0) {
                                            method.serializer().writeValue(object, out);
                                        } else {
                                            method.serializer()
                                                    .writeException((Throwable) object, out);
                                        }
                                    }))
                    .as(name)
                    .isEqualTo(apache.write(reply));
        }
    }

    private static byte[] bytes(Consumer<ProtocolWriter> write) {
        ByteBuf bytes = Unpooled.buffer();
        try (BinaryWriter out = new BinaryWriter(bytes)) {
            write.accept(out);
        }
        return ByteBufUtil.getBytes(bytes);
    }
}
