package io.harrier.rpc.benchmarks.macro;

import java.util.Arrays;
import java.util.List;

/** What a thread works at, told by the frame nearest to the top of its stack that is in a list. */
enum Step {
    WAIT("event loop: epoll_wait, wake-ups by eventfd", "io.netty.channel.epoll.Native"),
    SOCKET(
            "socket: read and write, the kernel's TCP",
            "io.netty.channel.unix.",
            "io.netty.channel.epoll.LinuxSocket"),
    THREADS(
            "threads: park, unpark, virtual threads' schedule",
            "java.util.concurrent.locks.LockSupport",
            "java.util.concurrent.ForkJoin",
            "java.lang.VirtualThread",
            "java.lang.ThreadBuilders",
            "jdk.internal.vm.",
            "jdk.internal.misc.Unsafe.park",
            "jdk.internal.misc.Unsafe.unpark"),
    CLIENT(
            "client: proxy, chain, call, reply",
            "io.harrier.rpc.client.",
            "io.harrier.rpc.call.",
            "io.harrier.rpc.cluster.",
            "io.harrier.rpc.context."),
    POOL("pool: a connection", "io.harrier.rpc.pool."),
    TRANSPORT(
            "transport: in-flight table, batches",
            "io.harrier.rpc.transport.",
            "io.harrier.rpc.concurrent."),
    FRAME("frame: cut, head", "io.harrier.rpc.frame."),
    SERIALIZE(
            "serialize, protocol: values and bytes",
            "io.harrier.rpc.serialize.",
            "io.harrier.rpc.protocol.",
            "io.harrier.rpc.buffer.",
            "io.harrier.rpc.schema."),
    SERVER("server: dispatch, chain, reply", "io.harrier.rpc.server."),
    NETTY("Netty: pipeline, buffers, event loop", "io.netty."),
    USER("handler and caller", "io.harrier.rpc.benchmarks."),
    REST("everything else", "");

    private final String title;
    private final List<String> prefixes;

    Step(String title, String... prefixes) {
        this.title = title;
        this.prefixes = List.of(prefixes);
    }

    /**
     * @param frames {@code package.Class.method}, the top first
     */
    static Step of(List<String> frames) {
        return frames.stream().map(Step::of).filter(step -> step != REST).findFirst().orElse(REST);
    }

    private static Step of(String frame) {
        return Arrays.stream(values())
                .filter(step -> step.prefixes.stream().anyMatch(frame::startsWith))
                .findFirst()
                .orElse(REST);
    }

    String title() {
        return title;
    }
}
