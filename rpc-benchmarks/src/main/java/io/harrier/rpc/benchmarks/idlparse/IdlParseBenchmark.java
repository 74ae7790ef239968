package io.harrier.rpc.benchmarks.idlparse;

import io.harrier.rpc.schema.idl.IdlDocument;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
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

/** IDL read at run time, from text to schemas. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class IdlParseBenchmark {
    @Param("100000")
    public int lines;

    private String text = "";

    @Setup
    public void setUp() {
        text = GeneratedIdl.lines(lines);
    }

    /**
     * How long does a large file take? It should be far below a second, and grow with its lines
     * alone. With {@code -bm ss -wi 0}: the first file of a process, unwarmed.
     */
    @Benchmark
    public IdlDocument parse() {
        return ThriftIdlParser.parse("generated.thrift", text);
    }
}
