package io.harrier.rpc.spring.boot.autoconfigure;

import java.util.Set;
import org.springframework.boot.diagnostics.FailureAnalyzedException;

/** What may be wrong with a client, as messages to a person. */
final class ClientFailures {
    private ClientFailures() {}

    static FailureAnalyzedException noTarget(String askedBy, String name, Set<String> names) {
        String key = ClientConfiguration.key(name, "target");
        return new FailureAnalyzedException(
                askedBy
                        + " asks for the RPC client '"
                        + name
                        + "', but '"
                        + key
                        + "' is not set. Configured clients: "
                        + (names.isEmpty() ? "none" : String.join(", ", names))
                        + '.'
                        + Suggestion.of(name, names),
                "Set '" + key + "' to host:port, such as 127.0.0.1:8888, or correct the name.");
    }

    static FailureAnalyzedException noDiscovery(String key, String target) {
        return new FailureAnalyzedException(
                "'"
                        + key
                        + "' is '"
                        + target
                        + "', which Spring Cloud's DiscoveryClient is to find, but"
                        + " org.springframework.cloud.client.discovery.DiscoveryClient is not on the"
                        + " class path.",
                "Add org.springframework.cloud:spring-cloud-commons and what speaks to your"
                        + " registry, such as spring-cloud-starter-consul-discovery; or set '"
                        + key
                        + "' to host:port.");
    }

    static FailureAnalyzedException noService(
            String askedBy, Class<?> type, IllegalArgumentException cause) {
        return new FailureAnalyzedException(
                askedBy
                        + " asks for a client of "
                        + type.getName()
                        + ", which is not a service: "
                        + cause.getMessage()
                        + '.',
                "Declare it with the interface of a service.",
                cause);
    }

    static FailureAnalyzedException noInterface(String askedBy, String type) {
        return new FailureAnalyzedException(
                askedBy + " asks for a client of " + type + ", which is not an interface.",
                "Name the interface of a service.");
    }

    static FailureAnalyzedException nothingNamed(String askedBy) {
        return new FailureAnalyzedException(
                askedBy + " names neither interfaces nor packages.",
                "Name interfaces with 'types', or packages that have some with 'basePackages'.");
    }

    static FailureAnalyzedException noServicesIn(String askedBy, String packageName) {
        return new FailureAnalyzedException(
                askedBy + " finds no service interface in the package " + packageName + '.',
                "Correct the name of the package, or name the interfaces with 'types'.");
    }

    static FailureAnalyzedException missingBreaker(String key) {
        return new FailureAnalyzedException(
                '\'' + key + "' is true, but there is no circuit breaker on the class path.",
                "Add io.github.resilience4j:resilience4j-circuitbreaker to the dependencies, or"
                        + " remove the key.");
    }

    static FailureAnalyzedException missingLibrary(
            String askedBy, Class<?> type, LinkageError cause) {
        boolean isThrift = String.valueOf(cause.getMessage()).contains("org/apache/thrift/");
        return new FailureAnalyzedException(
                askedBy
                        + " asks for a client of "
                        + type.getName()
                        + ", which needs a class that is not there: "
                        + cause.getMessage()
                        + '.',
                isThrift
                        ? "Add org.apache.thrift:libthrift to the dependencies: the classes of Apache"
                                + " Thrift's compiler need it."
                        : "Add the library that has it to the dependencies.",
                cause);
    }
}
