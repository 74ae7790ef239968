package io.harrier.rpc.protocol.compact;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.idl.alltypes.AllTypes;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.serialize.MethodBinding;
import io.harrier.rpc.serialize.thrift.ThriftBinder;
import io.netty.buffer.Unpooled;
import java.util.List;

/** Any bytes: a value or a ProtocolException, whoever reads them. */
final class CompactReaderFuzzTest {
    private static final List<MethodBinding> METHODS =
            new ThriftBinder().bind(AllTypes.Iface.class, AllTypes.Iface.class).methods();

    /** The first byte says what is passed over. */
    @FuzzTest(maxDuration = "10m")
    void skip(byte[] bytes) {
        if (bytes.length > 0) {
            try (CompactReader in = behindFirst(bytes)) {
                in.skip(bytes[0]);
            } catch (ProtocolException refused) {
                // as it should be
            }
        }
    }

    /** The first byte says whose arguments they are. */
    @FuzzTest(maxDuration = "10m")
    void readArguments(byte[] bytes) {
        if (bytes.length > 0) {
            try (CompactReader in = behindFirst(bytes)) {
                MethodBinding method = METHODS.get((bytes[0] & 0xFF) % METHODS.size());
                method.serializer().readArguments(in);
            } catch (ProtocolException refused) {
                // as it should be
            }
        }
    }

    private static CompactReader behindFirst(byte[] bytes) {
        return new CompactReader(
                Unpooled.wrappedBuffer(bytes, 1, bytes.length - 1), ReadLimits.DEFAULT);
    }
}
