package io.harrier.rpc.benchmarks.generic;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.serialize.generic.JsonOptions;
import io.harrier.rpc.serialize.generic.JsonTranscoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.AutoExpandingBufferWriteTransport;
import org.apache.thrift.transport.TMemoryInputTransport;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * A JSON body to Thrift bytes and back: byte to byte, against Jackson's maps and a walk of them
 * through libthrift. We expect to take a third of the time at most, and no memory. Run: -prof gc
 *
 * <p>Both sides write into buffers that they keep.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class JsonBenchmark {
    private static final int BUFFER_BYTES = 64 * 1024;

    @Param({"1024", "5120"})
    public int bytes;

    private final StructSchema schema = OrderJson.schema();
    private final JsonTranscoder transcoder = JsonTranscoder.of(schema, JsonOptions.DEFAULT);
    private final ByteBuf payload = Unpooled.directBuffer(BUFFER_BYTES);
    private final ByteBuf out = Unpooled.directBuffer(BUFFER_BYTES);
    private ByteBuf text = Unpooled.EMPTY_BUFFER;

    private final ObjectMapper jackson = new JsonMapper();
    private final ObjectReader maps = jackson.readerFor(Map.class);
    private final ObjectWriter texts = jackson.writer();
    private final MapThrift thrift = new MapThrift();
    private AutoExpandingBufferWriteTransport written = transport();
    private byte[] json = {};
    private byte[] thriftBytes = {};

    @Setup
    public void setUp() throws TException {
        json = OrderJson.text(bytes).getBytes(StandardCharsets.UTF_8);
        text = Unpooled.directBuffer().writeBytes(json);
        toPayload();
        thriftBytes = ByteBufUtil.getBytes(payload);
        jacksonToThrift();
        requireSame(thriftBytes, copyOfWritten());
        requireSame(json, ByteBufUtil.getBytes(fromPayload()));
        requireSame(json, thriftToJackson());
    }

    @Benchmark
    public ByteBuf ours() {
        toPayload();
        return fromPayload();
    }

    @Benchmark
    public byte[] jackson() throws TException {
        jacksonToThrift();
        return thriftToJackson();
    }

    @Benchmark
    public ByteBuf toPayload() {
        try (ProtocolWriter writer = BinaryProtocol.STRICT.writer(payload.clear())) {
            transcoder.toPayload(text, writer);
        }
        return payload;
    }

    @Benchmark
    public ByteBuf fromPayload() {
        payload.readerIndex(0);
        try (ProtocolReader reader = BinaryProtocol.STRICT.reader(payload, ReadLimits.DEFAULT)) {
            transcoder.toText(reader, out.clear());
        }
        return out;
    }

    @Benchmark
    public Object jacksonToThrift() throws TException {
        written.reset();
        thrift.write(schema, maps.readValue(json), new TBinaryProtocol(written));
        return written;
    }

    @Benchmark
    public byte[] thriftToJackson() throws TException {
        TBinaryProtocol in = new TBinaryProtocol(new TMemoryInputTransport(thriftBytes));
        return texts.writeValueAsBytes(thrift.read(schema, in));
    }

    private byte[] copyOfWritten() {
        return Arrays.copyOf(written.getBuf().array(), written.getLength());
    }

    private static AutoExpandingBufferWriteTransport transport() {
        try {
            return new AutoExpandingBufferWriteTransport(new TConfiguration(), BUFFER_BYTES, 0);
        } catch (TException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void requireSame(byte[] expected, byte[] actual) {
        if (!Arrays.equals(expected, actual)) {
            throw new IllegalStateException(
                    actual.length + " bytes (expected: the same " + expected.length + ')');
        }
    }
}
