package io.harrier.rpc.frame.thrift;

import io.harrier.rpc.frame.Frame;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.protocol.MessageTypes;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.Outcome;
import io.harrier.rpc.serialize.thrift.ThriftBinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Says in one line all that a frame of EchoService holds, as {@code golden/kitex-decoded.txt} does.
 */
final class FrameText {
    private static final String[] TYPES = {"CONTROL", "CALL", "REPLY", "EXCEPTION", "ONEWAY"};
    private static final Map<String, MethodSerializer> METHODS =
            new ThriftBinder()
                    .bind(EchoService.Iface.class, EchoService.Iface.class).methods().stream()
                            .collect(
                                    Collectors.toMap(
                                            method -> method.schema().name(),
                                            method -> method.serializer()));

    private FrameText() {}

    /** The frame is left as it was. */
    static String of(Frame frame) {
        return "%s %d%s %s %s, %s %s %d: %s"
                .formatted(
                        frame.form(),
                        frame.envelopeSequence(),
                        frame.isMultiplexed() ? " mux" : "",
                        strings(frame),
                        ints(frame),
                        TYPES[frame.type()],
                        frame.method(),
                        frame.sequence(),
                        value(frame));
    }

    static List<String> strings(Frame frame) {
        List<String> entries = new ArrayList<>();
        if (frame.head() instanceof HeaderBlock head) {
            head.forEachString((key, value) -> entries.add(key + "=" + value));
        }
        return entries;
    }

    static List<String> ints(Frame frame) {
        List<String> entries = new ArrayList<>();
        if (frame.head() instanceof HeaderBlock head) {
            head.forEachInt((key, value) -> entries.add(key + "=" + value));
        }
        return entries;
    }

    /** Methods the service does not have carry the arguments of {@code echo}. */
    static MethodSerializer serializer(Frame frame) {
        return METHODS.getOrDefault(frame.method(), METHODS.get("echo"));
    }

    private static String value(Frame frame) {
        BinaryReader in = new BinaryReader(frame.payload().duplicate(), ReadLimits.DEFAULT);
        try (in) {
            return switch (frame.type()) {
                case MessageTypes.CALL, MessageTypes.ONEWAY ->
                        ((Msg) serializer(frame).readArguments(in).get(0)).getMsg();
                case MessageTypes.REPLY -> reply(frame, in);
                case MessageTypes.EXCEPTION -> exception(in);
                default -> "nothing";
            };
        }
    }

    /** An empty reply is one that {@code nothing} could have sent. */
    private static String reply(Frame frame, BinaryReader in) {
        Function<Object, String> text =
                value -> value instanceof Msg msg ? msg.getMsg() : "nothing";
        MethodSerializer read =
                frame.payload().readableBytes() == 1 ? METHODS.get("nothing") : serializer(frame);
        String[] said = new String[1];
        read.readReply(
                in,
                new Outcome() {
                    @Override
                    public void value(Object value) {
                        said[0] = text.apply(value);
                    }

                    @Override
                    public void failure(Throwable error) {
                        said[0] = error.toString();
                    }
                });
        return said[0];
    }

    private static String exception(BinaryReader in) {
        in.beginStruct();
        in.nextField();
        String message = in.readString();
        in.nextField();
        return in.readI32() + " " + message;
    }
}
