package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.transport.Tls;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.net.ssl.X509KeyManager;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.ssl.NoSuchSslBundleException;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundles;

/** Makes TLS of Spring's SSL bundles; it follows their changes. */
final class TlsBundles {
    private static final Logger LOG = LoggerFactory.getLogger(TlsBundles.class);

    /** Kinds of keys that a server may have. */
    private static final List<String> KEY_TYPES = List.of("EC", "RSA", "EdDSA", "RSASSA-PSS");

    private final ObjectProvider<SslBundles> bundles;

    TlsBundles(ObjectProvider<SslBundles> bundles) {
        this.bundles = bundles;
    }

    /**
     * @param key in full, for the message of a failure
     */
    Supplier<Tls> client(String bundle, String key) {
        return follow(bundle, key, false);
    }

    /** With the JDK's own trust, and no key. */
    Supplier<Tls> systemClient() {
        Tls system = tls(SslBundle.systemDefault());
        return () -> system;
    }

    /**
     * As {@link #client}, of a bundle that has a key.
     *
     * @param key in full, for the message of a failure
     */
    Supplier<Tls> server(String bundle, String key) {
        return follow(bundle, key, true);
    }

    private Supplier<Tls> follow(String bundle, String key, boolean isServer) {
        AtomicReference<Tls> current = new AtomicReference<>();
        SslBundle first = find(bundle, key, new Following(bundle, isServer, current));
        if (isServer && !hasKey(first)) {
            throw SslFailures.noKey(bundle, key);
        }
        try {
            current.compareAndSet(null, tls(first)); // unless it has changed since
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw SslFailures.unusable(bundle, key, e);
        }
        return current::get;
    }

    /**
     * @param changes told of from before the bundle is read: none is missed
     */
    private SslBundle find(String bundle, String key, Consumer<SslBundle> changes) {
        SslBundles known = known(bundle, key);
        try {
            known.addBundleUpdateHandler(bundle, changes);
            return known.getBundle(bundle);
        } catch (NoSuchSslBundleException e) {
            throw SslFailures.unknown(bundle, key, known.getBundleNames());
        }
    }

    private SslBundles known(String bundle, String key) {
        SslBundles known = bundles.getIfAvailable();
        if (known == null) {
            throw SslFailures.unknown(bundle, key, List.of());
        }
        return known;
    }

    /** Connections that are open live on with what they have. */
    private record Following(String bundle, boolean isServer, AtomicReference<Tls> current)
            implements Consumer<SslBundle> {
        @Override
        public void accept(SslBundle changed) {
            try {
                take(changed);
            } catch (RuntimeException e) {
                LOG.warn(
                        "RPC goes on with the SSL bundle {} as it was: the change fails",
                        bundle,
                        e);
            }
        }

        private void take(SslBundle changed) {
            if (isServer && !hasKey(changed)) {
                LOG.warn(
                        "RPC goes on with the SSL bundle {} as it was: the changed one has no"
                                + " private key with a certificate, which a server needs; give it"
                                + " a keystore",
                        bundle);
                return;
            }
            current.set(tls(changed));
            LOG.info("RPC takes the changed SSL bundle {} for new connections", bundle);
        }
    }

    private static Tls tls(SslBundle bundle) {
        return new Tls(
                bundle.createSslContext(),
                list(bundle.getOptions().getEnabledProtocols()),
                list(bundle.getOptions().getCiphers()));
    }

    private static List<String> list(String @Nullable [] told) {
        return told == null ? List.of() : List.of(told);
    }

    private static boolean hasKey(SslBundle bundle) {
        return Arrays.stream(bundle.getManagers().getKeyManagers())
                .filter(X509KeyManager.class::isInstance)
                .map(X509KeyManager.class::cast)
                .anyMatch(
                        keys ->
                                KEY_TYPES.stream()
                                        .flatMap(type -> aliases(keys, type))
                                        .findAny()
                                        .isPresent());
    }

    private static Stream<String> aliases(X509KeyManager keys, String type) {
        String[] found = keys.getServerAliases(type, null);
        return found == null ? Stream.empty() : Stream.of(found);
    }
}
