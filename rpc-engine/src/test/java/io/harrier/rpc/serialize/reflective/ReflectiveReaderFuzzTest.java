package io.harrier.rpc.serialize.reflective;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.serialize.MethodBinding;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Any bytes: arguments of plain Java types or a ProtocolException. */
final class ReflectiveReaderFuzzTest {
    private static final List<MethodBinding> METHODS =
            new ReflectiveBinder().bind(Mirror.class, Mirror.class).methods();

    /** The first byte says whose arguments they are. */
    @FuzzTest
    void readArguments(byte[] bytes) {
        if (bytes.length > 0) {
            try (BinaryReader in =
                    new BinaryReader(Unpooled.wrappedBuffer(bytes), ReadLimits.DEFAULT)) {
                MethodBinding method = METHODS.get((in.readI8() & 0xFF) % METHODS.size());
                method.serializer().readArguments(in);
            } catch (ProtocolException refused) {
                // as it should be
            }
        }
    }
}
