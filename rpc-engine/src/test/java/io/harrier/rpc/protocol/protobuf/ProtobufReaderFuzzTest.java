package io.harrier.rpc.protocol.protobuf;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ReadLimits;
import io.netty.buffer.Unpooled;
import java.util.Arrays;
import java.util.Random;

/** Any bytes: a value or a ProtocolException, whoever reads them. */
final class ProtobufReaderFuzzTest {
    private static final Descriptor[] TYPES = new Descriptor[64];

    static {
        try {
            for (int i = 0; i < TYPES.length; i++) {
                TYPES[i] = new RandomMessages(new Random(i)).type();
            }
        } catch (DescriptorValidationException e) {
            throw new AssertionError(e);
        }
    }

    @FuzzTest(maxDuration = "10m")
    void skip(byte[] bytes) {
        try (ProtocolReader in =
                ProtobufProtocol.REPLY.reader(Unpooled.wrappedBuffer(bytes), ReadLimits.DEFAULT)) {
            in.beginStruct();
            in.nextField();
            in.beginStruct();
            while (in.nextField()) {
                in.skipField();
            }
            in.endStruct();
            in.endStruct();
        } catch (ProtocolException refused) {
            // as it should be
        }
    }

    /** The first byte says of which type the message is. */
    @FuzzTest(maxDuration = "10m")
    void read(byte[] bytes) {
        if (bytes.length > 0) {
            byte[] message = Arrays.copyOfRange(bytes, 1, bytes.length);
            try {
                DynamicValues.read(message, TYPES[bytes[0] & 63]);
            } catch (ProtocolException refused) {
                // as it should be
            }
        }
    }

    @FuzzTest(maxDuration = "10m")
    void readHead(byte[] bytes) {
        try {
            KitexProtobufMessage.readHead(Unpooled.wrappedBuffer(bytes));
        } catch (ProtocolException refused) {
            // as it should be
        }
    }
}
