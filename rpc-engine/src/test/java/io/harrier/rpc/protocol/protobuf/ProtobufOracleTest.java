package io.harrier.rpc.protocol.protobuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import io.harrier.rpc.error.ProtocolException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;

/** protobuf-java as the judge, over random types and values. */
final class ProtobufOracleTest {
    private static final int VALUES = 60;

    @RepeatedTest(50)
    void write_anyMessage_givesTheBytesOfProtobufJava(RepetitionInfo repetition) throws Exception {
        RandomMessages messages = new RandomMessages(new Random(repetition.getCurrentRepetition()));
        Descriptor type = messages.type();

        for (int i = 0; i < VALUES; i++) {
            DynamicMessage message = messages.value(type);

            assertThat(DynamicValues.write(message)).isEqualTo(message.toByteArray());
        }
    }

    @RepeatedTest(50)
    void read_anyMessage_givesTheValues(RepetitionInfo repetition) throws Exception {
        RandomMessages messages = new RandomMessages(new Random(repetition.getCurrentRepetition()));
        Descriptor type = messages.type();

        for (int i = 0; i < VALUES; i++) {
            DynamicMessage message = messages.value(type);

            assertThat(DynamicValues.read(message.toByteArray(), type)).isEqualTo(message);
        }
    }

    @RepeatedTest(50)
    void read_fieldsInAnyOrder_givesTheValues(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        RandomMessages messages = new RandomMessages(random);
        Descriptor type = messages.type();

        for (int i = 0; i < VALUES; i++) {
            byte[] bytes = new ShuffledBytes(random).of(messages.value(type).toByteArray(), type);

            assertThat(DynamicValues.read(bytes, type)).isEqualTo(known(type, bytes));
        }
    }

    @RepeatedTest(50)
    void read_twoMessagesBehindOneAnother_givesThemAsOne(RepetitionInfo repetition)
            throws Exception {
        RandomMessages messages = new RandomMessages(new Random(repetition.getCurrentRepetition()));
        Descriptor type = messages.type();

        for (int i = 0; i < VALUES; i++) {
            byte[] one = messages.value(type).toByteArray();
            byte[] other = messages.value(type).toByteArray();
            byte[] both = Arrays.copyOf(one, one.length + other.length);
            System.arraycopy(other, 0, both, one.length, other.length);

            assertThat(DynamicValues.read(both, type)).isEqualTo(known(type, both));
        }
    }

    @RepeatedTest(50)
    void read_mutatedBytes_givesTheSameOrAnError(RepetitionInfo repetition) throws Exception {
        Random random = new Random(repetition.getCurrentRepetition());
        RandomMessages messages = new RandomMessages(random);
        Descriptor type = messages.type();

        for (int i = 0; i < VALUES; i++) {
            byte[] bytes = messages.value(type).toByteArray();
            byte[] mutated = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            for (int j = random.nextInt(3); j > 0 && mutated.length > 0; j--) {
                mutated[random.nextInt(mutated.length)] ^= (byte) (1 << random.nextInt(8));
            }

            requireSameOrAnError(type, mutated);
        }
    }

    /**
     * We refuse more: fields of the wrong wire type, which protobuf-java takes for unknown ones.
     */
    private static void requireSameOrAnError(Descriptor type, byte[] bytes) {
        DynamicMessage ours;
        try {
            ours = DynamicValues.read(bytes, type);
        } catch (ProtocolException refused) {
            return;
        }
        try {
            assertThat(ours).isEqualTo(known(type, bytes));
        } catch (InvalidProtocolBufferException e) {
            throw new AssertionError("read what protobuf-java refuses", e);
        }
    }

    private static DynamicMessage known(Descriptor type, byte[] bytes)
            throws InvalidProtocolBufferException {
        return without(DynamicMessage.parseFrom(type, bytes));
    }

    /** Without the unknown fields, at any depth. */
    private static DynamicMessage without(DynamicMessage message) {
        DynamicMessage.Builder known = message.toBuilder();
        known.setUnknownFields(UnknownFieldSet.getDefaultInstance());
        message.getAllFields()
                .forEach(
                        (field, value) -> {
                            if (value instanceof DynamicMessage part) {
                                known.setField(field, without(part));
                            } else if (value instanceof java.util.List<?> parts) {
                                known.setField(field, parts.stream().map(p -> part(p)).toList());
                            }
                        });
        return known.build();
    }

    private static Object part(Object value) {
        return value instanceof DynamicMessage message ? without(message) : value;
    }
}
