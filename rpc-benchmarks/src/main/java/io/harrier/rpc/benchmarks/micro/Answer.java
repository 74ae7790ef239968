package io.harrier.rpc.benchmarks.micro;

/**
 * A figure, and the two that it was made of.
 *
 * @param figure what is compared with the bar
 * @param ours of Harrier, in the unit that README.md says
 * @param other of what it is compared with, or the fixed bar
 */
record Answer(double figure, double ours, double other) {
    /** How many times the other's time ours is. */
    static Answer ratio(double ours, double other) {
        return new Answer(ours / other, ours, other);
    }
}
