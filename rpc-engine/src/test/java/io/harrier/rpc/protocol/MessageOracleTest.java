package io.harrier.rpc.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.Samples.Sample;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToIntFunction;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole messages that libthrift wrote: their heads, and where they end. */
final class MessageOracleTest {
    private static final List<String> NAMES =
            List.of("", "echo", "Users:findById", "n".repeat(200), "\"\\\n/\u0001", "é漢🚀");
    private static final byte[] NEXT = {42, 42};

    @ParameterizedTest
    @EnumSource
    void writeHead_anyMessage_givesLibthriftsBytes(MessageForm form) {
        for (Sample sample : Samples.structs(300)) {
            Message message = new Message(sample, form);
            ByteBuf out = Unpooled.buffer();
            byte[] name = message.name.getBytes(StandardCharsets.UTF_8);

            form.writeHead(out, message.type, name, message.sequence);
            out.writeBytes(OurValues.write(sample.value(), form.wire().ours()));
            form.writeTail(out);

            assertThat(ByteBufUtil.getBytes(out)).as(sample.toString()).isEqualTo(message.bytes);
        }
    }

    @ParameterizedTest
    @EnumSource
    void readHead_anyMessage_leavesTheStruct(MessageForm form) {
        for (Sample sample : Samples.structs(300)) {
            Message message = new Message(sample, form);
            ByteBuf in = Unpooled.wrappedBuffer(message.bytes);

            MessageHead head = form.readHead(in);
            form.cutTail(in);

            assertThat(head)
                    .hasToString(
                            new MessageHead()
                                    .of(message.type, message.name, message.sequence)
                                    .toString());
            assertThat(ByteBufUtil.getBytes(in)).isEqualTo(sample.bytes(form.wire()));
        }
    }

    @ParameterizedTest
    @EnumSource
    void readHead_cutAnywhere_isRefused(MessageForm form) {
        for (String name : NAMES) {
            ByteBuf head = Unpooled.buffer();
            form.writeHead(head, 1, name.getBytes(StandardCharsets.UTF_8), Integer.MIN_VALUE);
            for (int cut = 0; cut < head.readableBytes(); cut++) {
                ByteBuf part = head.slice(0, cut);
                assertThatExceptionOfType(ProtocolException.class)
                        .as("%s, cut at %d", name, cut)
                        .isThrownBy(() -> form.readHead(part));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void readHead_oneByteChanged_givesAHeadOrRefuses(MessageForm form) {
        for (String name : NAMES) {
            ByteBuf head = Unpooled.buffer();
            form.writeHead(head, 1, name.getBytes(StandardCharsets.UTF_8), -1);
            byte[] bytes = ByteBufUtil.getBytes(head);
            Samples.forEachMutation(
                    bytes,
                    () -> {
                        try {
                            form.readHead(Unpooled.wrappedBuffer(bytes));
                        } catch (ProtocolException refused) {
                            assertThat(refused.getMessage()).contains("(expected: ");
                        }
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void scan_wholeMessages_findsEachEnd(MessageForm form) {
        ToIntFunction<ByteBuf> scanner = form.scanner(1_000_000);
        for (Sample sample : Samples.structs(500)) {
            Message message = new Message(sample, form);
            ByteBuf in = Unpooled.wrappedBuffer(NEXT, message.bytes, NEXT);
            in.readerIndex(NEXT.length);

            assertThat(scanner.applyAsInt(in))
                    .as(sample.toString())
                    .isEqualTo(message.bytes.length);
        }
    }

    @ParameterizedTest
    @EnumSource
    void scan_byteByByte_waitsUntilTheLast(MessageForm form) {
        ToIntFunction<ByteBuf> scanner = form.scanner(1_000_000);
        for (Sample sample : Samples.smallStructs(300, form.wire())) {
            Message message = new Message(sample, form);
            ByteBuf in = Unpooled.wrappedBuffer(message.bytes);
            for (int arrived = 0; arrived < in.capacity(); arrived++) {
                assertThat(scanner.applyAsInt(in.writerIndex(arrived)))
                        .as("%s, %d bytes", sample, arrived)
                        .isEqualTo(-1);
            }

            assertThat(scanner.applyAsInt(in.writerIndex(in.capacity())))
                    .as(sample.toString())
                    .isEqualTo(in.capacity());
        }
    }

    /** What cannot be read may have an end: then only its call fails. */
    @ParameterizedTest
    @EnumSource
    void scan_oneByteChanged_findsTheEndOfWhatCanBeRead(MessageForm form) {
        for (Sample sample : Samples.smallStructs(100, form.wire())) {
            byte[] bytes = new Message(sample, form).bytes;
            Samples.forEachMutation(
                    bytes,
                    () -> {
                        int skipped = skipped(form, bytes);
                        if (skipped >= 0) {
                            assertThat(end(form, bytes)).as(sample.toString()).isEqualTo(skipped);
                        }
                    });
        }
    }

    /** It is as quick as bytes come: each is looked at once. */
    @ParameterizedTest
    @EnumSource
    void scan_longMessageInSingleBytes_takesStepsForBytes(MessageForm form) {
        for (Value field : List.of(longText(), manyNumbers())) {
            Value struct = new Value(WireTypes.STRUCT, Map.of((short) 1, field));
            byte[] bytes = form.message(1, "long", 1, struct);
            CountingBytes in = new CountingBytes(bytes);
            ToIntFunction<ByteBuf> scanner = form.scanner(bytes.length);
            for (int arrived = 1; arrived < bytes.length; arrived++) {
                assertThat(scanner.applyAsInt(in.writerIndex(arrived))).isEqualTo(-1);
            }
            assertThat(scanner.applyAsInt(in.writerIndex(bytes.length))).isEqualTo(bytes.length);
            assertThat(in.looks()).isLessThan(20L * bytes.length);
        }
    }

    private static Value longText() {
        return new Value(WireTypes.STRING, "x\"".repeat(100_000));
    }

    private static Value manyNumbers() {
        Value number = new Value(WireTypes.I32, 1 << 20);
        return new Value(
                WireTypes.LIST,
                new Value.Elements(WireTypes.I32, Collections.nCopies(200_000, number)));
    }

    private static int end(MessageForm form, byte[] bytes) {
        try {
            return form.scanner(bytes.length).applyAsInt(Unpooled.wrappedBuffer(bytes));
        } catch (ProtocolException refused) {
            return -1;
        }
    }

    private static int skipped(MessageForm form, byte[] bytes) {
        ByteBuf in = Unpooled.wrappedBuffer(bytes);
        try {
            form.readHead(in);
            form.cutTail(in);
            try (TypedReader reader =
                    (TypedReader) form.wire().ours().reader(in, ReadLimits.DEFAULT)) {
                reader.skip(WireTypes.STRUCT);
            }
            boolean isEndUnknown = tailBytes(form) > 0 && in.isReadable();
            return isEndUnknown ? -1 : in.readerIndex() + tailBytes(form);
        } catch (ProtocolException refused) {
            return -1;
        }
    }

    private static int tailBytes(MessageForm form) {
        ByteBuf tail = Unpooled.buffer();
        form.writeTail(tail);
        return tail.readableBytes();
    }

    private static final class Message {
        final int type;
        final String name;
        final int sequence;
        final byte[] bytes;

        Message(Sample sample, MessageForm form) {
            Random random = new Random(sample.seed());
            type = 1 + random.nextInt(4);
            name = NAMES.get(random.nextInt(NAMES.size()));
            sequence = random.nextInt();
            bytes = form.message(type, name, sequence, sample.value());
        }
    }
}
