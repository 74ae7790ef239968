package io.harrier.rpc.benchmarks.macro;

import java.util.List;
import java.util.stream.Stream;

/** All contestants in all their configurations, and the reasons for these. */
final class Entrants {
    private static final String PACKAGE = "io.harrier.rpc.benchmarks.";
    private static final List<String> NO_FLAGS = List.of();

    /** Whether Harrier runs in applications that are observed. */
    private static final boolean OBSERVED = Boolean.getBoolean("bench.observed");

    static final Entrant RAW =
            raw(
                    "netty",
                    "inline",
                    NO_FLAGS,
                    "the ceiling: a frame of length, id and bytes comes back uncopied, one flush for all of a read");
    static final Entrant RAW_HOP =
            raw(
                    "netty-hop",
                    "hop",
                    NO_FLAGS,
                    "the ceiling for handlers that may wait: each frame passes through a virtual thread that does nothing");
    static final Entrant RAW_TUNED =
            raw(
                    "netty-tuned",
                    "tuned",
                    NO_FLAGS,
                    "callers wake each other, and calls that follow replies are written in parts, as ours");
    static final Entrant OURS =
            harrier(
                    "harrier",
                    "generated-virtual-mux",
                    "what the starter gives: serializers made by the build, handlers on virtual threads, one connection");
    static final Entrant OURS_NONBLOCKING =
            harrier(
                    "harrier-nonblocking",
                    "generated-nonblocking-mux",
                    "the handler says that it never waits, and runs on the event loop");
    static final Entrant THRIFT_WORKERS =
            thrift(
                    "thrift-workers",
                    "binary-workers",
                    "threaded selector server, one selector, 16 workers: handlers may wait");
    static final Entrant THRIFT_INLINE =
            thrift("thrift-inline", "binary-inline", "the same, handlers on the selector's thread");
    static final Entrant THRIFT_COMPACT =
            thrift("thrift-compact", "compact-inline", "the same with the compact protocol");
    static final Entrant GRPC_POOL =
            grpc("grpc-pool", "pool", "handlers on a fixed pool of 16 threads: they may wait");
    static final Entrant GRPC_DIRECT = grpc("grpc-direct", "direct", "handlers on the event loop");
    static final Entrant DUBBO =
            dubbo(
                    "dubbo",
                    "dubbo",
                    "its own protocol with Hessian, one connection, epoll, its pool of handler threads");
    static final Entrant DUBBO_TRI =
            dubbo(
                    "dubbo-tri",
                    "tri",
                    "Triple with messages of Protobuf, one HTTP/2 connection, epoll, its pool of handler threads");
    static final Entrant REST =
            new Entrant(
                    "rest",
                    "rest",
                    PACKAGE + "rest.RestEcho",
                    "tomcat",
                    false,
                    NO_FLAGS,
                    "RestClient over Apache's HTTP client with a connection for each caller, JSON by Jackson, Boot's Tomcat");
    static final List<Entrant> KITEX =
            List.of(
                    kitex("kitex-framed", "framed", "stock Kitex, framed, a pool of connections"),
                    kitex(
                            "kitex-ttheader",
                            "ttheader",
                            "stock Kitex, TTHeader, a pool of connections"),
                    kitex(
                            "kitex-mux",
                            "mux",
                            "stock Kitex, its multiplexed transport, two connections"));

    static final Entrant RAW_SAFE =
            raw(
                    "netty-safe",
                    "inline",
                    List.of(Launch.NO_UNSAFE),
                    "the ceiling, as JDK 25 runs it without flags: Netty has no Unsafe");
    static final Entrant OURS_SAFE =
            new Entrant(
                    "harrier-safe",
                    Entrant.HERE,
                    PACKAGE + "harrier.HarrierEcho",
                    "generated-virtual-mux",
                    true,
                    List.of(Launch.NO_UNSAFE),
                    "Harrier, as JDK 25 runs it without flags");

    private static final List<Entrant> ALL =
            Stream.of(
                            Stream.of(RAW, RAW_HOP, RAW_TUNED, OURS, OURS_NONBLOCKING),
                            Stream.of(
                                    harrier(
                                            "harrier-pooled",
                                            "generated-virtual-pooled",
                                            "framed Thrift, a connection for each caller, as for Apache's and pooled Kitex servers"),
                                    harrier(
                                            "harrier-reflective",
                                            "reflective-virtual-mux",
                                            "no generated code: serializers and dispatch by reflection"),
                                    harrier(
                                            "harrier-tbase",
                                            "thrift-virtual-mux",
                                            "classes of Apache Thrift's compiler")),
                            Stream.of(THRIFT_WORKERS, THRIFT_INLINE, THRIFT_COMPACT),
                            Stream.of(GRPC_POOL, GRPC_DIRECT, DUBBO, DUBBO_TRI, REST),
                            KITEX.stream(),
                            Stream.of(RAW_SAFE, OURS_SAFE))
                    .flatMap(each -> each)
                    .toList();

    private Entrants() {}

    static List<Entrant> all() {
        return ALL;
    }

    static Entrant named(String name) {
        return ALL.stream()
                .filter(entrant -> entrant.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "contestant: "
                                                + name
                                                + " (expected one of "
                                                + ALL.stream().map(Entrant::name).toList()
                                                + ')'));
    }

    private static Entrant raw(String name, String variant, List<String> flags, String why) {
        return new Entrant(name, Entrant.HERE, PACKAGE + "raw.RawEcho", variant, true, flags, why);
    }

    private static Entrant harrier(String name, String variant, String why) {
        return OBSERVED
                ? new Entrant(
                        name,
                        "observed",
                        PACKAGE + "observed.ObservedEcho",
                        variant,
                        true,
                        NO_FLAGS,
                        why
                                + "; in applications with actuator and Prometheus, scraped every 5 seconds")
                : new Entrant(
                        name,
                        Entrant.HERE,
                        PACKAGE + "harrier.HarrierEcho",
                        variant,
                        true,
                        NO_FLAGS,
                        why);
    }

    private static Entrant thrift(String name, String variant, String why) {
        return new Entrant(
                name, "libthrift", PACKAGE + "libthrift.ThriftEcho", variant, false, NO_FLAGS, why);
    }

    private static Entrant grpc(String name, String variant, String why) {
        return new Entrant(name, "grpc", PACKAGE + "grpc.GrpcEcho", variant, true, NO_FLAGS, why);
    }

    private static Entrant dubbo(String name, String variant, String why) {
        return new Entrant(
                name,
                "dubbo",
                PACKAGE + "dubbo.DubboEcho",
                variant,
                true,
                List.of("-Dnetty.epoll.enable=true"),
                why);
    }

    private static Entrant kitex(String name, String variant, String why) {
        return new Entrant(name, "kitex", "", variant, false, NO_FLAGS, why);
    }
}
