package io.harrier.rpc.transport;

import io.netty.handler.ssl.NotSslRecordException;
import io.netty.handler.ssl.SslHandshakeTimeoutException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A TLS handshake came to no good end. The message says what is wrong and what to do; nothing was
 * sent that a server could have acted on.
 */
public final class HandshakeException extends IOException {
    private static final long serialVersionUID = 1L;
    private static final String ALERT = "Received fatal alert: ";
    private static final String TRUSTED = "a certificate whose issuer the server trusts)";

    /** What a server says of a client's certificate, or the lack of one. */
    private static final Set<String> REFUSALS =
            Set.of(
                    "bad_certificate",
                    "unsupported_certificate",
                    "certificate_revoked",
                    "certificate_expired",
                    "certificate_unknown",
                    "certificate_required",
                    "unknown_ca",
                    "access_denied");

    private HandshakeException(String message, Throwable cause) {
        super(message, cause);
    }

    /**
     * @param name that the server's certificate had to be for
     */
    static HandshakeException of(Throwable cause, String name) {
        return new HandshakeException(explain(cause, name), cause);
    }

    /**
     * Whether the server ended a connection since it does not take the client's certificate. In TLS
     * 1.3 it says so only after the handshake has ended for the client, who may have sent calls by
     * then; the server has read none of them.
     */
    static boolean isRefusal(Throwable error) {
        return find(error, HandshakeException::refusal) != null;
    }

    static String explainRefusal(Throwable error) {
        return "it does not accept this client's certificate, or the lack of one: "
                + find(error, HandshakeException::refusal)
                + " (expected: "
                + TRUSTED;
    }

    private static String explain(Throwable cause, String name) {
        if (isRefusal(cause)) {
            return explainRefusal(cause);
        }
        String certificate = find(cause, each -> complaint(each, name));
        if (certificate != null) {
            return certificate;
        }
        if (cause instanceof NotSslRecordException) {
            return "it answered a TLS handshake in plain bytes (expected: TLS at both ends, or at"
                    + " none)";
        }
        if (cause instanceof SslHandshakeTimeoutException) {
            return "its TLS handshake did not end in time: "
                    + cause.getMessage()
                    + " (expected: a server that speaks TLS there, and has time)";
        }
        if (isClosed(cause)) {
            return "it closed the connection in the TLS handshake (expected: TLS at both ends, or"
                    + " at none)";
        }
        return "TLS handshake failed: "
                + cause.getMessage()
                + " (expected: versions and suites of TLS that both ends speak; and, if it asks for"
                + " one, " // which newer JDKs do not tell apart in TLS 1.2
                + TRUSTED;
    }

    private static @Nullable String complaint(Throwable error, String name) {
        if (error instanceof CertificateExpiredException) {
            return "its certificate has expired: " + error.getMessage() + " (expected: a new one)";
        }
        if (error instanceof CertificateNotYetValidException) {
            return "its certificate is not valid yet: "
                    + error.getMessage()
                    + " (expected: clocks that agree)";
        }
        String message = String.valueOf(error.getMessage());
        if (error instanceof CertificateException && message.startsWith("No ")) {
            return "its certificate is not for '"
                    + name
                    + "': "
                    + message
                    + " (expected: one that is, or the name it has as the client's server name)";
        }
        return message.startsWith("PKIX path ")
                ? "its certificate is not trusted: "
                        + message
                        + " (expected: its issuer in the client's trust store)"
                : null;
    }

    private static @Nullable String refusal(Throwable error) {
        String message = String.valueOf(error.getMessage());
        int at = message.indexOf(ALERT);
        String alert = at < 0 ? "" : message.substring(at + ALERT.length()).strip();
        return REFUSALS.contains(alert.toLowerCase(Locale.ROOT)) ? alert : null;
    }

    private static boolean isClosed(Throwable cause) {
        String message = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        return cause instanceof ClosedChannelException
                || message.contains("closed")
                || message.contains("reset");
    }

    private interface Look {
        @Nullable String at(Throwable error);
    }

    /** What is found first, from the root up: the root knows most. */
    private static @Nullable String find(@Nullable Throwable error, Look look) {
        if (error == null) {
            return null;
        }
        String deeper = find(error.getCause(), look);
        return deeper == null ? look.at(error) : deeper;
    }
}
