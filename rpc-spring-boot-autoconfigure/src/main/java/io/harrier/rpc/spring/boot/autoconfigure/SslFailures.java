package io.harrier.rpc.spring.boot.autoconfigure;

import java.util.List;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/** What may be wrong with TLS at the start, as messages to a person. */
final class SslFailures {
    private SslFailures() {}

    static FailureAnalyzedException unknown(String bundle, String key, List<String> known) {
        return new FailureAnalyzedException(
                '\''
                        + key
                        + "' names the SSL bundle '"
                        + bundle
                        + "', which there is not. SSL bundles: "
                        + (known.isEmpty() ? "none" : String.join(", ", known))
                        + '.'
                        + Suggestion.of(bundle, known),
                "Correct the name, or define the bundle with 'spring.ssl.bundle.pem."
                        + bundle
                        + "' or 'spring.ssl.bundle.jks."
                        + bundle
                        + "'.");
    }

    static FailureAnalyzedException noKey(String bundle, String key) {
        return new FailureAnalyzedException(
                "The SSL bundle '"
                        + bundle
                        + "' of '"
                        + key
                        + "' has no private key with a certificate, which a server needs.",
                "Give the bundle a keystore.");
    }

    static FailureAnalyzedException unusable(String bundle, String key, RuntimeException cause) {
        return new FailureAnalyzedException(
                "The SSL bundle '"
                        + bundle
                        + "' of '"
                        + key
                        + "' cannot be used: "
                        + cause.getMessage()
                        + '.',
                "Correct what 'spring.ssl.bundle' says of it.",
                cause);
    }

    static FailureAnalyzedException noBundle(String enabled, String bundle) {
        return new FailureAnalyzedException(
                '\'' + enabled + "' is true, but '" + bundle + "' is not set.",
                "Set '" + bundle + "' to the name of an SSL bundle that has the server's key.");
    }
}
