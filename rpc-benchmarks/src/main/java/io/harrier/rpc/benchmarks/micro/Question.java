package io.harrier.rpc.benchmarks.micro;

import io.harrier.rpc.benchmarks.buffer.HandOffBenchmark;
import io.harrier.rpc.benchmarks.buffer.LockBenchmark;
import io.harrier.rpc.benchmarks.codec.ArgumentsBenchmark;
import io.harrier.rpc.benchmarks.codec.CodecThriftBenchmark;
import io.harrier.rpc.benchmarks.codec.MapsBenchmark;
import io.harrier.rpc.benchmarks.codec.PathsBenchmark;
import io.harrier.rpc.benchmarks.codec.ProtobufCodecBenchmark;
import io.harrier.rpc.benchmarks.generic.JsonBenchmark;
import io.harrier.rpc.benchmarks.idlparse.IdlParseBenchmark;
import io.harrier.rpc.benchmarks.middleware.ChainBenchmark;
import io.harrier.rpc.benchmarks.middleware.Leftovers;
import io.harrier.rpc.benchmarks.middleware.SlotsBenchmark;
import io.harrier.rpc.benchmarks.pool.BorrowBenchmark;
import io.harrier.rpc.benchmarks.trace.TraceBenchmark;
import java.util.Locale;
import java.util.stream.Stream;

/** What {@code bench} can be asked; the bars that figures are divided by are those of README.md. */
enum Question {
    /** Generated serializers against those of Apache's compiler, there and back. */
    CODEC_THRIFT(CodecThriftBenchmark.class, ".*") {
        @Override
        Answer answer(Measured measured) {
            Answer text = thrift(measured, "text");
            Answer nested = thrift(measured, "nested");
            thrift(measured, "chinese");
            double figure = Math.max(text.figure() / 0.7, nested.figure() / 0.5);
            return new Answer(figure, nested.ours(), nested.other());
        }
    },
    /** Messages through Protobuf against protobuf-java, there and back. */
    CODEC_PROTOBUF(ProtobufCodecBenchmark.class, "round.*") {
        @Override
        Answer answer(Measured measured) {
            Answer small = protobuf(measured, "a");
            Answer nested = protobuf(measured, "b");
            double figure = Math.max(small.figure() / 1.1, nested.figure() / 0.8);
            return new Answer(figure, nested.ours(), nested.other());
        }
    },
    /** 100,000 objects of ten fields, by a generated serializer, in ms. */
    GENERATED(PathsBenchmark.class, ".*") {
        @Override
        Answer answer(Measured measured) {
            return objects(measured, "generated", 42);
        }
    },
    /** The same by reflection. */
    REFLECTIVE(PathsBenchmark.class, ".*") {
        @Override
        Answer answer(Measured measured) {
            print("%.1f of the generated time", ratio(measured));
            return objects(measured, "reflective", 137);
        }
    },
    /** A 1 KB request from bytes to typed arguments, in microseconds. */
    DECODE_1K(ArgumentsBenchmark.class, ".*") {
        @Override
        Answer answer(Measured measured) {
            double micros = measured.nanos("decode1k") / 1_000;
            return new Answer(micros, micros, 8);
        }
    },
    /** How many times faster than Jackson's maps JSON text becomes a payload and text again. */
    JSON_TRANSCODE(JsonBenchmark.class, "ours|jackson") {
        @Override
        Answer answer(Measured measured) {
            Answer small = json(measured, "1024");
            Answer large = json(measured, "5120");
            return small.figure() < large.figure() ? small : large;
        }
    },
    /** How many times faster than by reflection maps become payloads, and payloads maps. */
    GENERIC_MAP(MapsBenchmark.class, ".*") {
        @Override
        Answer answer(Measured measured) {
            Answer encode = maps(measured, "encode");
            Answer decode = maps(measured, "decode");
            print(
                    "garbage: map to bytes %.1f %% of that by reflection (bar: 10),"
                            + " bytes to map %.2f of the returned values (bar: 1.2)",
                    100 * measured.bytes("encode") / measured.bytes("encodePojo"),
                    measured.bytes("decode") / measured.bytes("returned"));
            return encode.figure() < decode.figure() ? encode : decode;
        }
    },
    /** 100,000 lines of Thrift IDL, in seconds. */
    IDL_PARSE(IdlParseBenchmark.class, ".*") {
        @Override
        Answer answer(Measured measured) {
            double seconds = measured.nanos("parse(100000)") / 1e9;
            return new Answer(seconds, seconds, 1);
        }
    },
    /** Borrowing and giving back, by eight threads, against HikariCP's bag. */
    POOL_BORROW(BorrowBenchmark.class, ".*") {
        @Override
        Answer answer(Measured measured) {
            Answer enough = borrow(measured, "8");
            Answer scarce = borrow(measured, "4");
            return enough.figure() > scarce.figure() ? enough : scarce;
        }

        /** Eight threads leave the compiler little time: JMH's own loop is compiled late. */
        @Override
        int shortWarmups() {
            return 5;
        }
    },
    /** A buffer taken on a virtual thread and released on an event loop, without the hand-off. */
    SLAB_VS_NETTY(HandOffBenchmark.class, ".*") {
        @Override
        Answer answer(Measured measured) {
            double none = handOff(measured, "none");
            double netty =
                    Stream.of("adaptive", "pooled", "unpooled")
                            .mapToDouble(peer -> handOff(measured, peer))
                            .min()
                            .orElseThrow();
            return Answer.ratio(handOff(measured, "slab") - none, netty - none);
        }

        /**
         * A new virtual thread an operation: its path is compiled late, ours later than Netty's.
         */
        @Override
        int shortWarmups() {
            return 6;
        }
    },
    /** Four threads at one pool, without a lock and with; the figure is for a bar of 0.7. */
    SLAB_VS_LOCK(LockBenchmark.class, ".*") {
        @Override
        Answer answer(Measured measured) {
            lostRaces(measured, "slab");
            lostRaces(measured, "shelves");
            contended(measured, "shelves");
            Answer lock = contended(measured, "lock");
            Answer monitor = contended(measured, "synchronized");
            double figure = Math.max(lock.figure(), monitor.figure() * 0.7 / 0.25);
            return new Answer(figure, lock.ours(), lock.other());
        }

        /** Four threads leave the compilers little time. */
        @Override
        int shortWarmups() {
            return 8;
        }
    },
    /** What tracing adds to a call that is not sampled, in ns; other: with the header, a side. */
    TRACE_UNSAMPLED(
            TraceBenchmark.class, "unsampled|unsampledOut|unsampledIn|nothingOut|nothingIn") {
        @Override
        Answer answer(Measured measured) {
            double bare = measured.nanos("unsampled");
            double out = added(measured, "unsampledOut", "nothingOut");
            double in = added(measured, "unsampledIn", "nothingIn");
            print("decision and statistics: %.2f B", measured.bytes("unsampled"));
            return new Answer(bare, bare, Math.max(out, in));
        }
    },
    /** A sampled call's record against a span of OpenTelemetry through Micrometer. */
    TRACE_SAMPLED(TraceBenchmark.class, "sampled|openTelemetry") {
        @Override
        Answer answer(Measured measured) {
            print(
                    "%.2f B a call, 72 B a record (OpenTelemetry: %.0f B a span)",
                    measured.bytes("sampled"), measured.bytes("openTelemetry"));
            return Answer.ratio(measured.nanos("sampled"), measured.nanos("openTelemetry"));
        }
    },
    /** Five middlewares over none, in ns. */
    MIDDLEWARE_COST(ChainBenchmark.class, ".*") {
        @Override
        Answer answer(Measured measured) {
            double none = measured.nanos("none");
            double five = measured.nanos("five");
            print("five that are off: %.2f ns over none", measured.nanos("off") - none);
            print("%.1f B a call with five", measured.bytes("five"));
            return new Answer(five - none, five, none);
        }
    },
    /** Bytes of a put and a get of a context's slot; what outlives its call is counted, too. */
    CONTEXT_SLOTS(SlotsBenchmark.class, ".*") {
        @Override
        Answer answer(Measured measured) {
            int left = Leftovers.after(CALLS);
            print("%d calls on threads of their own left %d contexts behind", CALLS, left);
            print(
                    "get %.2f ns, put and get %.2f ns",
                    measured.nanos("get"), measured.nanos("putAndGet"));
            double bytes = Math.max(measured.bytes("get"), measured.bytes("putAndGet"));
            return new Answer(Math.max(left, Math.rint(bytes * 100) / 100), bytes, 0);
        }
    };

    private static final int CALLS = 100_000;

    private static final int OBJECTS = 100_000;

    private final Class<?> benchmarks;
    private final String methods;

    Question(Class<?> benchmarks, String methods) {
        this.benchmarks = benchmarks;
        this.methods = methods;
    }

    Class<?> benchmarks() {
        return benchmarks;
    }

    /** Which of the class's benchmarks are run, as a regular expression. */
    String methods() {
        return methods;
    }

    abstract Answer answer(Measured measured);

    /** Iterations of a short run before those that count. */
    int shortWarmups() {
        return 2;
    }

    /** Whether threads hand things to each other, so that the way between processors counts. */
    boolean isHandingOver() {
        return this == POOL_BORROW || this == SLAB_VS_NETTY || this == SLAB_VS_LOCK;
    }

    String commandLineName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** What one benchmark takes more than another. */
    private static double added(Measured measured, String with, String without) {
        double nanos = measured.nanos(with) - measured.nanos(without);
        double bytes = measured.bytes(with) - measured.bytes(without);
        print("%s: %.1f ns, %.2f B", with, nanos, bytes);
        return nanos;
    }

    private static Answer thrift(Measured measured, String shape) {
        String of = '(' + shape + ')';
        double ours = measured.nanos("encode" + of) + measured.nanos("decode" + of);
        double other =
                measured.nanos("encodeLibthrift" + of) + measured.nanos("decodeLibthrift" + of);
        print(
                "%s: %.2f of libthrift's time; %.0f B an encoding, %.0f B a decoding",
                shape, ours / other, measured.bytes("encode" + of), measured.bytes("decode" + of));
        return Answer.ratio(ours, other);
    }

    private static Answer protobuf(Measured measured, String shape) {
        Answer answer =
                Answer.ratio(
                        measured.nanos("roundOurs(" + shape + ')'),
                        measured.nanos("roundOther(" + shape + ')'));
        print("%s: %.2f of protobuf-java's time", shape, answer.figure());
        return answer;
    }

    private static Answer objects(Measured measured, String path, double article) {
        double millis = measured.nanos(path) * OBJECTS / 1e6;
        print("%.1f ms, %.2f MB", millis, measured.bytes(path) * OBJECTS / 1e6);
        return new Answer(millis, millis, article);
    }

    private static double ratio(Measured measured) {
        return measured.nanos("reflective") / measured.nanos("generated");
    }

    private static Answer json(Measured measured, String bytes) {
        double ours = measured.nanos("ours(" + bytes + ')');
        double other = measured.nanos("jackson(" + bytes + ')');
        print(
                "%s bytes: %.2f times faster, %.1f B a round",
                bytes, other / ours, measured.bytes("ours(" + bytes + ')'));
        return new Answer(other / ours, ours, other);
    }

    private static Answer maps(Measured measured, String direction) {
        String pojo = direction + "Pojo";
        double ours = measured.nanos(direction);
        double other = measured.nanos(pojo);
        print(
                "%s: %.1f times faster, %.0f B (by reflection: %.0f B)",
                direction, other / ours, measured.bytes(direction), measured.bytes(pojo));
        return new Answer(other / ours, ours, other);
    }

    /** Nanoseconds a buffer. */
    private static double handOff(Measured measured, String allocator) {
        String of = "takeAndGive(" + allocator + ')';
        double nanos = measured.counted(of, "netNanos", "buffers");
        double bytes = measured.bytes(of) - measured.bytes("takeAndGive(none)");
        print("%s: %.1f ns, %.1f B", allocator, nanos, bytes / HandOffBenchmark.BUFFERS);
        return nanos;
    }

    private static void lostRaces(Measured measured, String kind) {
        String of = "takeAndGive(" + kind + ')';
        print("%s: %.4f %% of races lost", kind, 100 * measured.counted(of, "lostRaces", "races"));
    }

    /** Also of a pool whose threads keep nothing, against one whose do. */
    private static Answer contended(Measured measured, String kind) {
        Answer answer =
                Answer.ratio(
                        measured.nanos("takeAndGive(slab)"),
                        measured.nanos("takeAndGive(" + kind + ')'));
        print("%s: %.2f of its time", kind, answer.figure());
        return answer;
    }

    private static Answer borrow(Measured measured, String objects) {
        String of = '(' + objects + ')';
        Answer answer =
                Answer.ratio(measured.nanos("lender" + of), measured.nanos("concurrentBag" + of));
        print(
                "%s objects: %.2f of the bag's time, %.1f B; commons-pool2 takes %.1f ns",
                objects,
                answer.figure(),
                measured.bytes("lender" + of),
                measured.nanos("commonsPool" + of));
        return answer;
    }

    private static void print(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
