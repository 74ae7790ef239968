package io.harrier.rpc.transport;

import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;

/**
 * Keys, trust and rules of encrypted connections. For any thread.
 *
 * @param context holds the keys, and knows who is trusted
 * @param protocols versions of TLS; 1.3 and 1.2 if empty
 * @param ciphers names of suites; the JDK's choice if empty
 */
public record Tls(SSLContext context, List<String> protocols, List<String> ciphers) {
    private static final List<String> VERSIONS = List.of("TLSv1.3", "TLSv1.2");

    /**
     * @throws IllegalArgumentException if a version is older than 1.2, or the JDK does not know a
     *     suite
     */
    public Tls {
        protocols = protocols.isEmpty() ? VERSIONS : List.copyOf(protocols);
        ciphers = List.copyOf(ciphers);
        requireKnown("TLS version", protocols, VERSIONS);
        SSLParameters known = context.getSupportedSSLParameters();
        requireKnown("TLS cipher suite", ciphers, List.of(known.getCipherSuites()));
    }

    public static Tls of(SSLContext context) {
        return new Tls(context, List.of(), List.of());
    }

    SSLEngine serverEngine(ClientAuth clientAuth) {
        SSLEngine engine = context.createSSLEngine();
        engine.setUseClientMode(false);
        SSLParameters rules = rules(engine);
        rules.setUseCipherSuitesOrder(true);
        switch (clientAuth) {
            case NONE -> rules.setWantClientAuth(false);
            case WANT -> rules.setWantClientAuth(true);
            case NEED -> rules.setNeedClientAuth(true);
        }
        engine.setSSLParameters(rules);
        return engine;
    }

    /**
     * @param host that the server's certificate must be for
     */
    SSLEngine clientEngine(String host, int port) {
        SSLEngine engine = context.createSSLEngine(host, port);
        engine.setUseClientMode(true);
        SSLParameters rules = rules(engine);
        rules.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(rules);
        return engine;
    }

    private SSLParameters rules(SSLEngine engine) {
        SSLParameters rules = engine.getSSLParameters();
        rules.setProtocols(protocols.toArray(String[]::new));
        if (!ciphers.isEmpty()) {
            rules.setCipherSuites(ciphers.toArray(String[]::new));
        }
        return rules;
    }

    private static void requireKnown(String what, List<String> told, List<String> known) {
        if (!Set.copyOf(known).containsAll(told)) {
            throw new IllegalArgumentException(
                    what + ": " + told + " (expected: some of " + known + ')');
        }
    }
}
