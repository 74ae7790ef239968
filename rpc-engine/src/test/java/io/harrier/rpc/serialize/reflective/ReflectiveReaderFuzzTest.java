package io.harrier.rpc.serialize.reflective;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.Protocol;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.protocol.compact.CompactProtocol;
import io.harrier.rpc.protocol.json.ThriftJsonProtocol;
import io.harrier.rpc.serialize.MethodBinding;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Any bytes: arguments of plain Java types or a ProtocolException. */
final class ReflectiveReaderFuzzTest {
    private static final List<MethodBinding> METHODS =
            new ReflectiveBinder().bind(Mirror.class, Mirror.class).methods();

    @FuzzTest(maxDuration = "10m")
    void readArguments(byte[] bytes) {
        read(BinaryProtocol.STRICT, bytes);
    }

    @FuzzTest(maxDuration = "10m")
    void readCompactArguments(byte[] bytes) {
        read(new CompactProtocol(), bytes);
    }

    @FuzzTest(maxDuration = "10m")
    void readJsonArguments(byte[] bytes) {
        read(new ThriftJsonProtocol(), bytes);
    }

    /** The first byte says whose arguments they are. */
    private static void read(Protocol protocol, byte[] bytes) {
        if (bytes.length > 0) {
            ByteBuf behindFirst = Unpooled.wrappedBuffer(bytes, 1, bytes.length - 1);
            try (ProtocolReader in = protocol.reader(behindFirst, ReadLimits.DEFAULT)) {
                MethodBinding method = METHODS.get((bytes[0] & 0xFF) % METHODS.size());
                method.serializer().readArguments(in);
            } catch (ProtocolException refused) {
                // as it should be
            }
        }
    }
}
