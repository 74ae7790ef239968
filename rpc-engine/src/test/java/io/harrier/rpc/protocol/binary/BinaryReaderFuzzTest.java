package io.harrier.rpc.protocol.binary;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.idl.alltypes.AllTypes;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.serialize.MethodBinding;
import io.harrier.rpc.serialize.thrift.ThriftBinder;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Any bytes: a value or a ProtocolException, whoever reads them. */
final class BinaryReaderFuzzTest {
    private static final List<MethodBinding> METHODS =
            new ThriftBinder().bind(AllTypes.Iface.class, AllTypes.Iface.class).methods();

    @FuzzTest(maxDuration = "10m")
    void skip(byte[] bytes) {
        if (bytes.length > 0) {
            try (BinaryReader in = reader(bytes)) {
                in.skip(in.readI8());
            } catch (ProtocolException refused) {
                // as it should be
            }
        }
    }

    /** The first byte says whose arguments they are. */
    @FuzzTest(maxDuration = "10m")
    void readArguments(byte[] bytes) {
        if (bytes.length > 0) {
            try (BinaryReader in = reader(bytes)) {
                MethodBinding method = METHODS.get((in.readI8() & 0xFF) % METHODS.size());
                method.serializer().readArguments(in);
            } catch (ProtocolException refused) {
                // as it should be
            }
        }
    }

    private static BinaryReader reader(byte[] bytes) {
        return new BinaryReader(Unpooled.wrappedBuffer(bytes), ReadLimits.DEFAULT);
    }
}
