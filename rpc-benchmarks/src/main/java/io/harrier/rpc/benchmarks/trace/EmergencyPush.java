package io.harrier.rpc.benchmarks.trace;

import io.harrier.rpc.call.Place;
import io.harrier.rpc.rules.RuleSource;
import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.rules.RulesFile;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.trace.Side;
import io.harrier.rpc.trace.TracedMethod;
import io.harrier.rpc.trace.Tracing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/** How soon is an emergency rule in force: once its document is there, and once it is pushed? */
final class EmergencyPush {
    private static final int WARM_UP = 2_000;
    private static final int DOCUMENTS = 1_000;
    private static final long PATIENCE_NANOS = 5_000_000_000L;

    private final Tracing tracing;
    private final Rules rules = new Rules();
    private final TracedMethod method;
    private final BenchCall call;

    private EmergencyPush(Tracing tracing) {
        this.tracing = tracing;
        StructSchema nothing = new StructSchema("", List::of);
        MethodSchema schema = new MethodSchema("find0", nothing, nothing);
        ServiceSchema service = new ServiceSchema("Users", List.of(schema));
        rules.side(tracing, "").of(new Place(Place.Side.SERVER, service, schema));
        method = tracing.method(Side.SERVER, "Users", "find0");
        call = new BenchCall(method);
    }

    /**
     * The 99th percentiles.
     *
     * @return milliseconds from receipt, and from the moment at which a file is replaced, until a
     *     call is decided by the rule
     */
    static double[] measure(Tracing tracing, int files) {
        EmergencyPush push = new EmergencyPush(tracing);
        try {
            return new double[] {push.fromReceipt(), push.fromFile(files)};
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private double fromReceipt() {
        for (int i = 0; i < WARM_UP; i++) {
            rules.push(document(i), "benchmark");
            isDecidedBy(i);
        }
        long[] nanos = new long[DOCUMENTS];
        for (int i = 0; i < nanos.length; i++) {
            String document = document(i);
            long begin = System.nanoTime();
            rules.push(document, "benchmark");
            boolean decided = isDecidedBy(i);
            nanos[i] = System.nanoTime() - begin;
            if (!decided) {
                throw new IllegalStateException("the rule is not in force");
            }
        }
        return p99Millis(nanos);
    }

    private double fromFile(int files) throws IOException {
        Path folder = Files.createTempDirectory("rules");
        Path file = folder.resolve("rules.json");
        long[] nanos = new long[files];
        RuleSource.Watch watch = rules.follow(new RulesFile(file));
        try {
            for (int i = 0; i < files; i++) {
                LockSupport.parkNanos(1_000_000L * (i % 17)); // at any moment between two looks
                Path next = Files.writeString(folder.resolve("next"), document(i));
                long begin = System.nanoTime();
                Files.move(next, file, StandardCopyOption.REPLACE_EXISTING);
                while (!isDecidedBy(i) && System.nanoTime() - begin < PATIENCE_NANOS) {
                    LockSupport.parkNanos(100_000);
                }
                nanos[i] = System.nanoTime() - begin;
            }
        } finally {
            watch.close();
            Files.deleteIfExists(file);
            Files.deleteIfExists(folder);
        }
        return p99Millis(nanos);
    }

    private boolean isDecidedBy(int number) {
        call.beginRoot(System.nanoTime());
        int rate = number % 2;
        return tracing.rate(method) == rate && (call.traceFlags() & 1) == rate;
    }

    private static String document(int number) {
        return String.format(
                Locale.ROOT,
                """
                {"description": "%d", "rules": {
                  "Users": {"sampling": {"emergencyRate": %d}, "expires": "2100-01-01T00:00:00Z"}
                }}
                """,
                number,
                number % 2);
    }

    private static double p99Millis(long[] nanos) {
        Arrays.sort(nanos);
        return nanos[nanos.length * 99 / 100] / 1e6;
    }
}
