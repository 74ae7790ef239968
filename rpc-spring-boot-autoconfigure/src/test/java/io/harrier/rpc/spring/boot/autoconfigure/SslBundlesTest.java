package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.server.RpcServer;
import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.diagnostics.FailureAnalyzedException;
import org.springframework.boot.ssl.DefaultSslBundleRegistry;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.SslBundleKey;
import org.springframework.boot.ssl.SslBundleRegistry;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.ssl.SslOptions;
import org.springframework.boot.ssl.pem.PemSslStore;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;

/** TLS of Spring's bundles, between a server and its client in one application. */
@ExtendWith(OutputCaptureExtension.class)
final class SslBundlesTest {
    interface Greeting {
        String hello(String name);
    }

    @RpcService
    static final class Greeter implements Greeting {
        @Override
        public String hello(String name) {
            return "hello " + name;
        }
    }

    private static final X509Bundle AUTHORITY = authority();

    private final ApplicationContextRunner app =
            new ApplicationContextRunner()
                    .withConfiguration(
                            AutoConfigurations.of(
                                    SslAutoConfiguration.class,
                                    RpcAutoConfiguration.class,
                                    RpcClientAutoConfiguration.class,
                                    RpcServerAutoConfiguration.class))
                    .withBean(Greeter.class)
                    .withPropertyValues(
                            "rpc.server.address=127.0.0.1",
                            "rpc.server.port=0",
                            "rpc.client.default.timeout=20s",
                            "rpc.client.greeter.target=localhost:${local.rpc.server.port}");

    @Test
    void bundles_ofServerAndClient_encrypt(CapturedOutput output) throws Exception {
        app.withPropertyValues(pem("served", issue("localhost")))
                .withPropertyValues(trust("trusting"))
                .withPropertyValues("rpc.server.ssl.bundle=served")
                .withPropertyValues("rpc.client.greeter.ssl.bundle=trusting")
                .run(
                        context -> {
                            assertThat(server(context).isEncrypted()).isTrue();
                            assertThat(hello(context)).isEqualTo("hello you");
                            assertThat(output).contains(", TLS); protocols");
                        });
    }

    @Test
    void clientAuth_takesThoseThatHaveACertificate() throws Exception {
        ApplicationContextRunner mutual =
                app.withPropertyValues(pem("served", issue("localhost")))
                        .withPropertyValues(pem("known", issue("client")))
                        .withPropertyValues(trust("trusting"))
                        .withPropertyValues(
                                "rpc.server.ssl.bundle=served", "rpc.server.ssl.client-auth=need");
        mutual.withPropertyValues("rpc.client.default.ssl.bundle=known")
                .run(context -> assertThat(hello(context)).isEqualTo("hello you"));
        mutual.withPropertyValues("rpc.client.default.ssl.bundle=trusting")
                .run(
                        context ->
                                assertThatThrownBy(() -> hello(context))
                                        .isInstanceOf(RpcException.class)
                                        .hasMessageContaining(
                                                "it does not accept this client's certificate"));
    }

    @Test
    void serverName_isWhatTheCertificateIsFor() throws Exception {
        ApplicationContextRunner other =
                app.withPropertyValues(pem("served", issue("greeter.example")))
                        .withPropertyValues(trust("trusting"))
                        .withPropertyValues(
                                "rpc.server.ssl.bundle=served",
                                "rpc.client.greeter.ssl.bundle=trusting");
        other.withPropertyValues("rpc.client.greeter.ssl.server-name=greeter.example")
                .run(context -> assertThat(hello(context)).isEqualTo("hello you"));
        other.run(
                context ->
                        assertThatThrownBy(() -> hello(context))
                                .hasMessageContaining("its certificate is not for 'localhost': "));
    }

    @Test
    void enabledFalse_switchesOffWhatABundleSwitchesOn() throws Exception {
        app.withPropertyValues(pem("served", issue("localhost")))
                .withPropertyValues(
                        "rpc.server.ssl.bundle=served",
                        "rpc.server.ssl.enabled=false",
                        "rpc.client.default.ssl.bundle=served",
                        "rpc.client.greeter.ssl.enabled=false")
                .run(context -> assertThat(hello(context)).isEqualTo("hello you"));
    }

    @Test
    void enabledClient_withoutABundle_trustsWhomTheJdkTrusts() throws Exception {
        app.withPropertyValues(pem("served", issue("localhost")))
                .withPropertyValues(
                        "rpc.server.ssl.bundle=served", "rpc.client.greeter.ssl.enabled=true")
                .run(
                        context ->
                                assertThatThrownBy(() -> hello(context))
                                        .hasMessageContaining("its certificate is not trusted"));
    }

    @Test
    void bundle_thatChanges_isTakenByNewConnections(CapturedOutput output) throws Exception {
        DefaultSslBundleRegistry bundles =
                new DefaultSslBundleRegistry("served", bundle(issue("old.example")));
        bundles.registerBundle("trusting", trustBundle());
        app.withBean(SslBundleRegistry.class, () -> bundles)
                .withPropertyValues(
                        "rpc.server.ssl.bundle=served",
                        "rpc.client.default.ssl.bundle=trusting",
                        "rpc.client.greeter.ssl.server-name=old.example",
                        "rpc.client.later.target=${rpc.client.greeter.target}",
                        "rpc.client.later.ssl.server-name=new.example")
                .run(
                        context -> {
                            assertThat(hello(context)).isEqualTo("hello you");
                            bundles.updateBundle("served", bundle(issue("new.example")));
                            assertThat(output).contains("takes the changed SSL bundle served");
                            assertThat(hello(context)).isEqualTo("hello you");
                            assertThat(hello(context, "later")).isEqualTo("hello you");
                            assertThat(server(context).connections()).isEqualTo(2);
                        });
    }

    @Test
    void bundle_ofAServerThatLosesItsKey_isNotTaken(CapturedOutput output) throws Exception {
        DefaultSslBundleRegistry bundles =
                new DefaultSslBundleRegistry("served", bundle(issue("localhost")));
        bundles.registerBundle("trusting", trustBundle());
        app.withBean(SslBundleRegistry.class, () -> bundles)
                .withPropertyValues(
                        "rpc.server.ssl.bundle=served", "rpc.client.default.ssl.bundle=trusting")
                .run(
                        context -> {
                            bundles.updateBundle("served", trustBundle());
                            assertThat(output)
                                    .contains("RPC goes on with the SSL bundle served as it was")
                                    .doesNotContain("takes the changed SSL bundle");
                            assertThat(hello(context)).isEqualTo("hello you");
                        });
    }

    @Test
    void bundle_ofAClientThatLosesItsKey_isTaken(CapturedOutput output) throws Exception {
        DefaultSslBundleRegistry bundles =
                new DefaultSslBundleRegistry("known", bundle(issue("client")));
        tls(bundles).client("known", "key");
        bundles.updateBundle("known", trustBundle());

        assertThat(output).contains("takes the changed SSL bundle known");
    }

    @Test
    void bundle_thatChangesWhileItIsTaken_isNotMissed() throws Exception {
        SslBundle before = bundle(issue("localhost"), "TLSv1.2");
        SslBundle after = bundle(issue("localhost"), "TLSv1.3");
        DefaultSslBundleRegistry bundles =
                new DefaultSslBundleRegistry("served", before) {
                    @Override
                    public SslBundle getBundle(String name) {
                        SslBundle found = super.getBundle(name);
                        updateBundle(name, after);
                        return found;
                    }
                };

        assertThat(tls(bundles).server("served", "key").get().protocols())
                .containsExactly("TLSv1.3");
    }

    private static TlsBundles tls(SslBundles bundles) {
        DefaultListableBeanFactory beans = new DefaultListableBeanFactory();
        beans.registerSingleton("bundles", bundles);
        return new TlsBundles(beans.getBeanProvider(SslBundles.class));
    }

    @Test
    void bundle_thatThereIsNot_isExplained() throws Exception {
        app.withPropertyValues(pem("served", issue("localhost")))
                .withPropertyValues("rpc.server.ssl.bundle=serve")
                .run(
                        context ->
                                assertExplained(
                                        context.getStartupFailure(),
                                        "'rpc.server.ssl.bundle' names the SSL bundle 'serve',"
                                                + " which there is not. SSL bundles: served. Did"
                                                + " you mean 'served'?",
                                        "Correct the name, or define the bundle with"
                                                + " 'spring.ssl.bundle.pem.serve' or"
                                                + " 'spring.ssl.bundle.jks.serve'."));
    }

    @Test
    void bundle_ofAClientThatThereIsNot_isExplained() {
        app.withPropertyValues("rpc.client.default.ssl.bundle=none")
                .run(
                        context ->
                                assertThatThrownBy(() -> hello(context))
                                        .satisfies(
                                                e ->
                                                        assertExplained(
                                                                e,
                                                                "'rpc.client.default.ssl.bundle'"
                                                                        + " names the SSL bundle"
                                                                        + " 'none', which there is"
                                                                        + " not. SSL bundles:"
                                                                        + " none.",
                                                                null)));
    }

    @Test
    void bundle_ofAServerWithoutKey_isExplained() {
        app.withPropertyValues(trust("trusting"))
                .withPropertyValues("rpc.server.ssl.bundle=trusting")
                .run(
                        context ->
                                assertExplained(
                                        context.getStartupFailure(),
                                        "The SSL bundle 'trusting' of 'rpc.server.ssl.bundle' has no"
                                                + " private key with a certificate, which a server"
                                                + " needs.",
                                        "Give the bundle a keystore."));
    }

    @Test
    void enabledServer_withoutABundle_isExplained() {
        app.withPropertyValues("rpc.server.ssl.enabled=true")
                .run(
                        context ->
                                assertExplained(
                                        context.getStartupFailure(),
                                        "'rpc.server.ssl.enabled' is true, but"
                                                + " 'rpc.server.ssl.bundle' is not set.",
                                        null));
    }

    private static void assertExplained(Throwable failure, String description, String action) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof FailureAnalyzedException)) {
            cause = cause.getCause();
        }
        assertThat(cause)
                .isInstanceOfSatisfying(
                        FailureAnalyzedException.class,
                        e -> {
                            assertThat(e.analysis().getDescription()).isEqualTo(description);
                            if (action != null) {
                                assertThat(e.analysis().getAction()).isEqualTo(action);
                            }
                        });
    }

    private static RpcServer server(ApplicationContext context) {
        return context.getBean(RpcServerLifecycle.class).server();
    }

    private static String hello(ApplicationContext context) {
        return hello(context, "greeter");
    }

    private static String hello(ApplicationContext context, String client) {
        return context.getBean(RpcClientRegistry.class).proxy(client, Greeting.class).hello("you");
    }

    private static String[] pem(String bundle, X509Bundle certificate) {
        List<String> values = new ArrayList<>(List.of(trust(bundle)));
        String prefix = "spring.ssl.bundle.pem." + bundle + ".keystore.";
        values.add(prefix + "certificate=" + certificate.getCertificatePathPEM());
        values.add(prefix + "private-key=" + certificate.getPrivateKeyPEM());
        return values.toArray(String[]::new);
    }

    private static String[] trust(String bundle) {
        return new String[] {
            "spring.ssl.bundle.pem."
                    + bundle
                    + ".truststore.certificate="
                    + AUTHORITY.getCertificatePEM()
        };
    }

    private static SslBundle bundle(X509Bundle certificate) {
        PemSslStore keys =
                PemSslStore.of(
                        certificate.getCertificatePathList(),
                        certificate.getKeyPair().getPrivate());
        return SslBundle.of(new PemSslStoreBundle(keys, null));
    }

    private static SslBundle bundle(X509Bundle certificate, String protocol) {
        return SslBundle.of(
                bundle(certificate).getStores(),
                SslBundleKey.NONE,
                SslOptions.of(Set.of(), Set.of(protocol)));
    }

    private static SslBundle trustBundle() {
        return SslBundle.of(
                new PemSslStoreBundle(
                        null, PemSslStore.of(List.of(AUTHORITY.getCertificate()), null)));
    }

    private static X509Bundle issue(String host) throws Exception {
        return new CertificateBuilder()
                .ecp256()
                .subject("CN=" + host)
                .addSanDnsName(host)
                .buildIssuedBy(AUTHORITY);
    }

    private static X509Bundle authority() {
        try {
            return new CertificateBuilder()
                    .ecp256()
                    .subject("CN=Test authority")
                    .setIsCertificateAuthority(true)
                    .buildSelfSigned();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
