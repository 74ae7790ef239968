package io.harrier.rpc.benchmarks.contract;

import java.util.Locale;

/**
 * The load of one window. As text it goes to a client's JVM.
 *
 * @param callers calls in flight; if {@link Mode#OPEN}, threads for a client without async calls
 * @param bytes length of the message
 * @param millis how long; if {@link Mode#OPEN}, behind a run-up
 * @param rate calls a second; of {@link Mode#OPEN} alone
 */
public record Order(Mode mode, int callers, int bytes, long millis, int rate) {
    public static Order parse(String text) {
        String[] words = text.split(" ");
        return new Order(
                Mode.valueOf(words[0].toUpperCase(Locale.ROOT)),
                Integer.parseInt(words[1]),
                Integer.parseInt(words[2]),
                Long.parseLong(words[3]),
                Integer.parseInt(words[4]));
    }

    public String text() {
        return String.join(
                " ",
                mode.name().toLowerCase(Locale.ROOT),
                String.valueOf(callers),
                String.valueOf(bytes),
                String.valueOf(millis),
                String.valueOf(rate));
    }
}
