package io.harrier.rpc.benchmarks.codec;

import io.harrier.rpc.benchmarks.codec.Types.Payload;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.serialize.Arguments;
import io.harrier.rpc.serialize.MethodSerializer;
import io.harrier.rpc.serialize.generated.GeneratedSerializers;
import io.harrier.rpc.serialize.reflective.ReflectiveBinder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long does it take from the bytes of a 1 KB request to its arguments? At most 1 µs. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class ArgumentsBenchmark {
    interface Echo {
        Payload echo(Payload payload);
    }

    private final BinaryProtocol protocol = BinaryProtocol.STRICT;
    private final ByteBuf buffer = PooledByteBufAllocator.DEFAULT.directBuffer(16 * 1024);
    private final MethodSerializer serializer =
            new ReflectiveBinder(new GeneratedSerializers())
                    .bind(Echo.class, Echo.class)
                    .methods()
                    .get(0)
                    .serializer();

    @Setup
    public void setUp() {
        try (ProtocolWriter out = protocol.writer(buffer)) {
            serializer.writeArguments(Arguments.of(Values.payload(Values.ASCII)), out);
        }
    }

    @Benchmark
    public Object decode1k() {
        buffer.readerIndex(0);
        try (ProtocolReader in = protocol.reader(buffer, ReadLimits.DEFAULT)) {
            return serializer.readArguments(in);
        }
    }
}
