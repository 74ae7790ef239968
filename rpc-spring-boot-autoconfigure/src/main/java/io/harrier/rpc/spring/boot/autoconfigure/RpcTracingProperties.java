package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.trace.SamplingSettings;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** What an application may say under {@code rpc.tracing}. */
@ConfigurationProperties("rpc.tracing")
final class RpcTracingProperties {
    private static final SamplingSettings DEFAULT = SamplingSettings.DEFAULT;

    /** Part of the calls that is sampled where a trace begins; 0 samples nothing. */
    private double baseRate = DEFAULT.baseRate();

    /** Part that is sampled of a method while its calls fail or are slower than usual. */
    private double raisedRate = DEFAULT.raisedRate();

    /** Part of failing calls of a method above which its rate is raised. */
    private double errorThreshold = DEFAULT.errorPart();

    /** Whether to sample the first call of each method in each second. */
    private boolean trickle = DEFAULT.hasTrickle();

    /** Calls a second that are kept although not sampled, as they failed or were slow. */
    private int keptPerSecond = DEFAULT.keptPerSecond();

    /** Spans that wait for the exporter in one ring; a power of two. */
    private int ringSize = 4096;

    /** Whether to send B3's single header beside W3C's. */
    private boolean b3;

    /**
     * @throws IllegalArgumentException if one of them cannot be, which {@code key} then names
     */
    SamplingSettings sampling(KeyInUse key) {
        new SamplingSettings(key.at("base-rate", baseRate), 0, 0, false, 0);
        new SamplingSettings(0, key.at("raised-rate", raisedRate), 0, false, 0);
        new SamplingSettings(0, 0, key.at("error-threshold", errorThreshold), false, 0);
        key.at("kept-per-second", keptPerSecond);
        return new SamplingSettings(baseRate, raisedRate, errorThreshold, trickle, keptPerSecond);
    }

    public double getBaseRate() {
        return baseRate;
    }

    public void setBaseRate(double rate) {
        baseRate = rate;
    }

    public double getRaisedRate() {
        return raisedRate;
    }

    public void setRaisedRate(double rate) {
        raisedRate = rate;
    }

    public double getErrorThreshold() {
        return errorThreshold;
    }

    public void setErrorThreshold(double part) {
        errorThreshold = part;
    }

    public boolean isTrickle() {
        return trickle;
    }

    public void setTrickle(boolean on) {
        trickle = on;
    }

    public int getKeptPerSecond() {
        return keptPerSecond;
    }

    public void setKeptPerSecond(int calls) {
        keptPerSecond = calls;
    }

    public int getRingSize() {
        return ringSize;
    }

    public void setRingSize(int spans) {
        ringSize = spans;
    }

    public boolean isB3() {
        return b3;
    }

    public void setB3(boolean on) {
        b3 = on;
    }
}
