package io.harrier.rpc.spring.boot.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.spring.boot.autoconfigure.bare.BareApp;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * An application from whose class path jars are missing that others have, one after the other. They
 * are missing as they are for users, jar and all: what Boot finds by name is not there, either. It
 * has all classes to itself, and never those of Protobuf, which the starter does not bring.
 */
class OptionalJarsTest {
    private static final String TOMCATS_OWN =
            "org.apache.catalina.webresources.TomcatURLStreamHandlerFactory";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "none",
                "context-propagation",
                "libthrift",
                "resilience4j-",
                "spring-cloud-commons",
                "reactor-core",
                "micrometer-core",
                "micrometer-registry-prometheus|prometheus-metrics-",
                "spring-boot-health",
                "spring-boot-actuator",
                "spring-boot-.*actuator|spring-boot-health|spring-boot-micrometer|micrometer-(core|reg)",
                "spring-boot-.*(webmvc|tomcat|servlet|web-server)|tomcat-embed|spring-web",
                "jackson-",
                "(brave|zipkin-|spring-boot-(zipkin|.*-brave)|micrometer-tracing-bridge-brave)",
                "(opentelemetry-|spring-boot-.*opentelemetry|micrometer-tracing-bridge-otel)",
                "(brave|zipkin-|opentelemetry-|.*-brave|.*-zipkin|.*opentelemetry|.*micrometer-tracing)"
            })
    void application_without_startsAndCalls(String jars) throws Exception {
        List<URL> left = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
            boolean isMissing =
                    Path.of(each).getFileName().toString().matches("(" + jars + ").*\\.jar");
            if (isMissing) {
                missing.add(each);
            } else {
                left.add(url(each));
            }
        }
        assertThat(missing.isEmpty()).as(missing.toString()).isEqualTo(jars.equals("none"));

        assertThat(call(left.toArray(URL[]::new))).isEqualTo("echoed");
    }

    private static Object call(URL[] classPath) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader outer = thread.getContextClassLoader();
        try (URLClassLoader application =
                new URLClassLoader(classPath, ClassLoader.getPlatformClassLoader())) {
            thread.setContextClassLoader(application);
            leaveTheJvmAlone(application);
            String[] arguments = {
                "--server.port=0",
                "--management.endpoints.web.exposure.include=*",
                "--rpc.server.port=-1",
                "--rpc.server.in-process-name=bare",
                "--rpc.client.echo.target=in-process:bare"
            };
            return application
                    .loadClass(BareApp.class.getName())
                    .getMethod("call", String[].class)
                    .invoke(null, (Object) arguments);
        } finally {
            thread.setContextClassLoader(outer);
        }
    }

    /** Tomcat sets what a JVM may set once; the second one here would fail. */
    private static void leaveTheJvmAlone(ClassLoader application)
            throws ReflectiveOperationException {
        if (application.getResource(TOMCATS_OWN.replace('.', '/') + ".class") != null) {
            application.loadClass(TOMCATS_OWN).getMethod("disable").invoke(null);
        }
    }

    private static URL url(String path) throws MalformedURLException {
        return Path.of(path).toUri().toURL();
    }
}
