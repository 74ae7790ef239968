package io.harrier.rpc.spring.boot.autoconfigure;

import java.time.Duration;

/** What an application may say under {@code rpc.server} of calls that are too many. */
final class ServerResilienceProperties {
    private ServerResilienceProperties() {}

    /** Calls a second; those above are refused, as safe to retry. Zero sets no limit. */
    static final class RateLimit {
        /** Calls a second of the whole server; 0 for no limit. */
        private double total;

        /** Calls a second of each service; 0 for no limit. */
        private double perService;

        /** Calls a second of each method; 0 for no limit. */
        private double perMethod;

        /** Calls a second of each calling application, by the name it gives; 0 for no limit. */
        private double perCaller;

        /** Time whose calls may come at once. */
        private Duration burst = Duration.ofSeconds(1);

        public double getTotal() {
            return total;
        }

        public void setTotal(double total) {
            this.total = total;
        }

        public double getPerService() {
            return perService;
        }

        public void setPerService(double perService) {
            this.perService = perService;
        }

        public double getPerMethod() {
            return perMethod;
        }

        public void setPerMethod(double perMethod) {
            this.perMethod = perMethod;
        }

        public double getPerCaller() {
            return perCaller;
        }

        public void setPerCaller(double perCaller) {
            this.perCaller = perCaller;
        }

        public Duration getBurst() {
            return burst;
        }

        public void setBurst(Duration burst) {
            this.burst = burst;
        }
    }

    /** How many calls there may be at once, found by how long they queue. */
    static final class ConcurrencyLimit {
        /** Whether calls are refused, as safe to retry, when those inside begin to queue. */
        private boolean enabled;

        /** Calls at once that are always let in. */
        private int min = 2;

        /** Calls at once where the search begins. */
        private int initial = 20;

        /** Calls at once at most. */
        private int max = 1_000;

        public boolean isEnabled() {
            return enabled;
        }

        public void setEnabled(boolean enabled) {
            this.enabled = enabled;
        }

        public int getMin() {
            return min;
        }

        public void setMin(int min) {
            this.min = min;
        }

        public int getInitial() {
            return initial;
        }

        public void setInitial(int initial) {
            this.initial = initial;
        }

        public int getMax() {
            return max;
        }

        public void setMax(int max) {
            this.max = max;
        }
    }
}
