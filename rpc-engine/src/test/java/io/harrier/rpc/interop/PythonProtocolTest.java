package io.harrier.rpc.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.protocol.OurValues;
import io.harrier.rpc.protocol.Samples;
import io.harrier.rpc.protocol.Samples.Sample;
import io.harrier.rpc.protocol.Value;
import io.harrier.rpc.protocol.Wire;
import io.harrier.rpc.protocol.WireTypes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Random values to Apache's Python and back. Its Thrift 0.17 has no uuids. */
final class PythonProtocolTest {
    @ParameterizedTest
    @EnumSource(names = {"COMPACT", "JSON"})
    void python_readsOursAndWritesWhatWeRead(Wire wire, @TempDir Path folder) throws IOException {
        Peers.require(PythonPeer.missing());
        List<byte[]> ours =
                Samples.structs(1_500).stream()
                        .map(Sample::value)
                        .filter(value -> !value.has(WireTypes.UUID))
                        .map(value -> OurValues.write(value, wire.ours()))
                        .toList();

        List<byte[]> pythons = throughPython(ours, wire, folder.resolve("structs"));

        assertThat(pythons).hasSameSizeAs(ours).hasSizeGreaterThan(500);
        for (int i = 0; i < ours.size(); i++) {
            Value read = OurValues.readStruct(pythons.get(i), wire.ours());
            assertThat(OurValues.write(read, wire.ours())).isEqualTo(ours.get(i));
        }
    }

    private static List<byte[]> throughPython(List<byte[]> structs, Wire wire, Path file)
            throws IOException {
        Files.write(file, structs.stream().map(Base64.getEncoder()::encodeToString).toList());
        PeerReport report =
                PythonPeer.run(
                        "echo_values.py",
                        "--protocol",
                        wire.name().toLowerCase(Locale.ROOT),
                        file.toString());
        assertThat(report.failures()).isEmpty();
        return report.lines().stream().map(Base64.getDecoder()::decode).toList();
    }
}
