package io.harrier.rpc.serialize.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.idl.pbecho.AllTypes;
import io.harrier.rpc.idl.pbecho.Msg;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import io.harrier.rpc.protocol.protobuf.ProtobufProtocol;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.MethodBinding;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.Outcome;
import io.harrier.rpc.serialize.ServiceBinding;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtobufBinderTest {
    private static final Msg HI = Msg.newBuilder().setText("hi").build();

    private final ProtobufBinder binder = new ProtobufBinder();

    interface Plain {
        String hello(String name);
    }

    interface Mixed {
        Msg echo(Msg request);

        String hello(String name);
    }

    interface Oneway {
        @RpcMethod(oneway = true)
        Msg echo(Msg request);
    }

    interface Void {
        void echo(Msg request);
    }

    interface Twice {
        @RpcMethod(idempotent = true)
        Msg echo(Msg request);
    }

    interface RawStage {
        CompletionStage<?> echo(Msg request);
    }

    interface SameName {
        Msg echo(Msg request);

        @RpcMethod(name = "echo")
        AllTypes all(AllTypes request);
    }

    interface AsyncEcho {
        CompletionStage<Msg> echo(Msg request);
    }

    @Test
    void canBind_onlyInterfacesOfMessages() {
        assertThat(binder.canBind(PbEchoApi.class)).isTrue();
        assertThat(binder.canBind(Plain.class)).isFalse();
        assertThat(binder.canBind(Mixed.class)).isFalse();
        assertThat(binder.canBind(Runnable.class)).isFalse();
        assertThat(binder.canBind(java.io.Serializable.class)).isFalse();
        assertThat(binder.canBind(Msg.class)).isFalse();
    }

    @Test
    void bind_namesServiceAndMethods() {
        ServiceBinding binding = binder.bind(PbEchoApi.class, PbEchoApi.class);

        assertThat(binding.schema().name()).isEqualTo("PbEchoApi");
        assertThat(binding.schema().methods())
                .extracting(MethodSchema::name)
                .containsExactly("all", "biz", "boom", "echo");
        assertThat(binding.schema().method("all").arguments().field(1).type().struct().name())
                .isEqualTo("AllTypes");
        assertThat(binding.methods())
                .filteredOn(method -> method.javaMethod().getName().equals("business"))
                .extracting(method -> method.schema().name())
                .containsExactly("biz");
    }

    @Test
    void bind_methodThatMayRunTwice_saysSo() {
        ServiceBinding binding = binder.bind(Twice.class, Twice.class);

        assertThat(binding.schema().method("echo").isIdempotent()).isTrue();
    }

    @Test
    void bind_anotherInterfaceOfTheSameMethods_inItsOwnStyle() {
        ServiceBinding binding = binder.bind(AsyncEcho.class, PbEchoApi.class);

        assertThat(binding.methods()).hasSize(1);
        assertThat(binding.methods().get(0).style().isBlocking()).isFalse();
        assertThat(binding.schema().name()).isEqualTo("PbEchoApi");
    }

    @ParameterizedTest
    @ValueSource(classes = {Oneway.class, Void.class, RawStage.class, SameName.class})
    void bind_whatProtobufHasNoFormFor_throws(Class<?> type) {
        assertThatThrownBy(() -> binder.bind(type, type))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining("(expected: ");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void arguments_travelAsTheBareMessage(boolean direct) {
        ByteBuf buffer = direct ? Unpooled.directBuffer(4) : Unpooled.buffer(4);
        buffer.writeByte(7);

        serializer("echo").writeArguments(Arguments.of(HI), writer(buffer));
        ByteBuf message = buffer.slice(1, buffer.writerIndex() - 1);
        Object[] read = serializer("echo").readArguments(reader(message)).toArray();

        assertThat(ByteBufUtil.hexDump(buffer)).isEqualTo("07" + "0a026869");
        assertThat(read).containsExactly(HI);
        buffer.release();
    }

    @Test
    void reply_travelsAsTheBareMessage() {
        ByteBuf buffer = Unpooled.buffer();

        serializer("echo").writeValue(HI, writer(buffer));

        assertThat(ByteBufUtil.hexDump(buffer)).isEqualTo("0a026869");
        assertThat(reply("echo", buffer)).isEqualTo(HI);
    }

    @Test
    void emptyBody_isAnEmptyMessage() {
        assertThat(reply("echo", Unpooled.EMPTY_BUFFER)).isEqualTo(Msg.getDefaultInstance());
    }

    @ParameterizedTest
    @ValueSource(strings = {"0a05aa", "0a", "08ffffffffffffffffffff01", "0c", "0b"})
    void readArguments_brokenBytes_throws(String hex) {
        ByteBuf in = Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex));

        assertThatThrownBy(() -> serializer("echo").readArguments(reader(in)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("echo.request (near byte ");
    }

    @Test
    void readArguments_nestedTooDeeply_throws() {
        AllTypes deep = AllTypes.getDefaultInstance();
        for (int i = 0; i < 70; i++) {
            deep = AllTypes.newBuilder().setInner(deep).build();
        }
        ByteBuf in = Unpooled.wrappedBuffer(deep.toByteArray());

        assertThatThrownBy(() -> serializer("all").readArguments(reader(in)))
                .isInstanceOf(ProtocolException.class);
    }

    @Test
    void write_null_throws() {
        MethodSerializer echo = serializer("echo");

        assertThatThrownBy(
                        () ->
                                echo.writeArguments(
                                        Arguments.of((Object) null), writer(Unpooled.buffer())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("echo: null (expected: a message; Protobuf has no null)");
        assertThatThrownBy(() -> echo.writeValue(null, writer(Unpooled.buffer())))
                .isInstanceOf(RpcException.class);
    }

    @Test
    void write_moreThanTheBufferTakes_throws() {
        Msg large = Msg.newBuilder().setText("x".repeat(100)).build();

        assertThatThrownBy(
                        () -> serializer("echo").writeValue(large, writer(Unpooled.buffer(10, 50))))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void thriftProtocol_isRefused() {
        MethodSerializer echo = serializer("echo");
        ProtocolWriter out = new BinaryWriter(Unpooled.buffer());
        ProtocolReader in = new BinaryReader(Unpooled.EMPTY_BUFFER, ReadLimits.DEFAULT);

        assertThatThrownBy(() -> echo.writeArguments(Arguments.of(HI), out))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a payload of Thrift (expected: one of Protobuf");
        assertThatThrownBy(() -> echo.readArguments(in)).isInstanceOf(ProtocolException.class);
    }

    private MethodSerializer serializer(String method) {
        List<MethodBinding> methods = binder.bind(PbEchoApi.class, PbEchoApi.class).methods();
        return methods.stream()
                .filter(binding -> binding.schema().name().equals(method))
                .findFirst()
                .orElseThrow()
                .serializer();
    }

    private Object reply(String method, ByteBuf in) {
        Object[] told = new Object[1];
        try (ProtocolReader reader = ProtobufProtocol.REPLY.reader(in, ReadLimits.DEFAULT)) {
            serializer(method)
                    .readReply(
                            reader,
                            new Outcome() {
                                @Override
                                public void value(@Nullable Object value) {
                                    told[0] = value;
                                }

                                @Override
                                public void failure(Throwable error) {
                                    told[0] = error;
                                }
                            });
        }
        return told[0];
    }

    private static ProtocolWriter writer(ByteBuf out) {
        return ProtobufProtocol.ARGUMENTS.writer(out);
    }

    private static ProtocolReader reader(ByteBuf in) {
        return ProtobufProtocol.ARGUMENTS.reader(in, ReadLimits.DEFAULT);
    }
}
