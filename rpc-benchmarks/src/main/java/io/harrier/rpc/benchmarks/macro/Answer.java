package io.harrier.rpc.benchmarks.macro;

import java.util.Locale;

/**
 * What a figure came to.
 *
 * @param figure the one that has a bar
 * @param ours what we did, in the figure's unit
 * @param other what we are compared with
 * @param note what else is worth knowing; may be empty
 */
record Answer(double figure, double ours, double other, String note) {
    String line(String name) {
        return String.format(
                Locale.ROOT, "%s=%.3f ours=%.0f other=%.0f", name, figure, ours, other);
    }
}
