package io.harrier.rpc.benchmarks.codec;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import io.harrier.rpc.benchmarks.idl.proto.Small;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.protobuf.ProtobufProtocol;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * What do values cost in Protobuf, beside protobuf-java? A round reads a message, looks at each of
 * its fields, and writes it again: 1 KB in two strings should cost at most a tenth more, twenty
 * fields with structs, lists and maps a fifth less. Ours goes from and to direct buffers, as the
 * engine's do; protobuf-java from and to arrays, which it likes best.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class ProtobufCodecBenchmark {
    private static final OrderMessage.OrderSerializer ORDER = new OrderMessage.OrderSerializer();
    private static final SmallMessage.Straight SMALL = new SmallMessage.Straight();

    private final ByteBuf in = Unpooled.directBuffer(64 * 1024);
    private final ByteBuf out = Unpooled.directBuffer(64 * 1024);
    private final byte[] array = new byte[64 * 1024];

    /** a: 1 KB in two strings; b: nested; c: as a, in Chinese. */
    @Param({"a", "b", "c"})
    public String shape = "a";

    private boolean nested;
    private byte[] bytes = {};
    private Object ours = "";
    private com.google.protobuf.Message others = Small.getDefaultInstance();

    @Setup
    public void setUp() throws IOException {
        nested = shape.equals("b");
        if (nested) {
            others = CodecSamples.order();
        } else {
            others =
                    Small.newBuilder()
                            .setAction("echo")
                            .setMsg(shape.equals("a") ? "x".repeat(1024) : "\u4e2d".repeat(341))
                            .build();
        }
        bytes = others.toByteArray();
        in.writeBytes(bytes);
        ours = read();
        write(ours);
        if (!Arrays.equals(ByteBufUtil.getBytes(out), bytes)) {
            throw new IllegalStateException("we write other bytes than protobuf-java");
        }
    }

    @Benchmark
    public int roundOurs(Blackhole seen) {
        Object value = read();
        CodecSamples.look(value, seen);
        write(value);
        return out.writerIndex();
    }

    @Benchmark
    public int roundOther(Blackhole seen) throws IOException {
        com.google.protobuf.Message value = parse();
        CodecSamples.look(value, seen);
        CodedOutputStream to = CodedOutputStream.newInstance(array);
        value.writeTo(to);
        return to.getTotalBytesWritten();
    }

    @Benchmark
    public int encodeOurs() {
        write(ours);
        return out.writerIndex();
    }

    /** It has counted its bytes before: protobuf-java keeps that in the message. */
    @Benchmark
    public int encodeOther() throws IOException {
        CodedOutputStream to = CodedOutputStream.newInstance(array);
        others.writeTo(to);
        return to.getTotalBytesWritten();
    }

    @Benchmark
    public Object decodeOurs() {
        return read();
    }

    @Benchmark
    public Object decodeOther() throws IOException {
        return parse();
    }

    private Object read() {
        try (ProtocolReader reader =
                ProtobufProtocol.MESSAGE.reader(in.readerIndex(0), ReadLimits.DEFAULT)) {
            return nested ? ORDER.read(reader) : SMALL.read(reader);
        }
    }

    private void write(Object value) {
        try (ProtocolWriter writer = ProtobufProtocol.MESSAGE.writer(out.clear())) {
            if (nested) {
                ORDER.write((OrderMessage.Order) value, writer);
            } else {
                SMALL.write((SmallMessage) value, writer);
            }
        }
    }

    private com.google.protobuf.Message parse() throws IOException {
        return others.getParserForType().parseFrom(CodedInputStream.newInstance(bytes));
    }
}
