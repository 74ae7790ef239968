package io.harrier.rpc.benchmarks.macro;

import com.sun.management.ThreadMXBean;
import io.harrier.rpc.benchmarks.contract.EchoClient;
import io.harrier.rpc.benchmarks.harrier.GeneratedMessage;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;

/**
 * What an echo of 1 KB costs in objects before any RPC: the request as its sender makes it and as
 * its handler gets it, the reply likewise. What was received brings its texts along; what is sent
 * has them already.
 */
final class EchoObjects {
    private static final int CALLS = 100_000;
    private static final byte[] ACTION = EchoClient.ACTION.getBytes(StandardCharsets.UTF_8);
    private static final byte[] TEXT = new byte[Row.BYTES];

    /** Where objects go, so that they are made. */
    private static volatile Object escaped = "";

    private EchoObjects() {}

    static double bytesACall() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < CALLS; i++) {
            GeneratedMessage request = sent(EchoClient.ACTION, "");
            escaped = request;
            GeneratedMessage handled = received();
            escaped = sent(handled.action(), handled.msg());
            escaped = received();
        }
        return (threads.getCurrentThreadAllocatedBytes() - before) / (double) CALLS;
    }

    private static GeneratedMessage sent(String action, String text) {
        return new GeneratedMessage(action, text);
    }

    private static GeneratedMessage received() {
        GeneratedMessage message =
                new GeneratedMessage(
                        new String(ACTION, StandardCharsets.UTF_8),
                        new String(TEXT, StandardCharsets.UTF_8));
        escaped = message;
        return message;
    }
}
