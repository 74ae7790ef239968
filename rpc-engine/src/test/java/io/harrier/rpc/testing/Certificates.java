package io.harrier.rpc.testing;

import io.harrier.rpc.transport.Tls;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** An authority of our own, and what it issues. */
public final class Certificates {
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final X509Bundle authority;

    public Certificates() {
        try {
            authority =
                    new CertificateBuilder()
                            .ecp256()
                            .subject("CN=Authority " + NUMBER.incrementAndGet())
                            .setIsCertificateAuthority(true)
                            .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** For a server that is called by this name or address. */
    public X509Bundle issue(String host) throws Exception {
        return certificate(host).buildIssuedBy(authority);
    }

    public X509Bundle issueExpired(String host) throws Exception {
        Instant now = Instant.now();
        return certificate(host)
                .notBefore(now.minus(Duration.ofDays(9)))
                .notAfter(now.minus(Duration.ofDays(2)))
                .buildIssuedBy(authority);
    }

    public static X509Bundle selfSigned(String host) throws Exception {
        return certificate(host).setIsCertificateAuthority(true).buildSelfSigned();
    }

    /** Shows this certificate, and trusts the authority. */
    public Tls with(X509Bundle own) throws Exception {
        return tls(own);
    }

    /** Shows none, and trusts the authority. */
    public Tls withNone() throws Exception {
        return tls(null);
    }

    private Tls tls(@Nullable X509Bundle own) throws Exception {
        KeyManager[] keys =
                own == null ? new KeyManager[0] : own.toKeyManagerFactory().getKeyManagers();
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust().getTrustManagers(), new SecureRandom());
        return Tls.of(context);
    }

    private TrustManagerFactory trust() throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("authority", authority.getCertificate());
        TrustManagerFactory trust =
                TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        return trust;
    }

    private static CertificateBuilder certificate(String host) {
        CertificateBuilder builder = new CertificateBuilder().ecp256().subject("CN=" + host);
        return host.matches("[0-9.]+")
                ? builder.addSanIpAddress(host)
                : builder.addSanDnsName(host);
    }
}
