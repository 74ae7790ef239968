package io.harrier.rpc.benchmarks;

import io.harrier.rpc.benchmarks.idl.Echo;
import io.harrier.rpc.benchmarks.idl.Message;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryReader;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.thrift.ThriftBinder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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

/** The message of the echo benchmarks as an argument: to bytes and back. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class StructBenchmark {
    private final MethodSerializer serializer =
            new ThriftBinder()
                    .bind(Echo.Iface.class, Echo.Iface.class)
                    .methods()
                    .get(0)
                    .serializer();
    private final ByteBuf buffer = Unpooled.directBuffer(64 * 1024);

    /** What msg is made of: zeros, as in the echo benchmarks; or letters of two bytes each. */
    @Param({"0", "233", "1046"})
    public int character;

    @Param({"16", "1024"})
    public int length;

    private Arguments arguments = Arguments.of();

    @Setup
    public void setUp() {
        arguments = Arguments.of(new Message("echo", Character.toString(character).repeat(length)));
        encode();
    }

    /**
     * What does writing cost, and does it allocate? It should cost a copy, and allocate nothing.
     */
    @Benchmark
    public int encode() {
        try (BinaryWriter out = new BinaryWriter(buffer.clear())) {
            serializer.writeArguments(arguments, out);
        }
        return buffer.writerIndex();
    }

    /** What does reading cost beyond the objects it makes? Run: -prof gc */
    @Benchmark
    public @Nullable Object decode() {
        try (BinaryReader in = new BinaryReader(buffer.readerIndex(0), ReadLimits.DEFAULT)) {
            return serializer.readArguments(in).get(0);
        }
    }
}
