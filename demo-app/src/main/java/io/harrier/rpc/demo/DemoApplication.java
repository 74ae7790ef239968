package io.harrier.rpc.demo;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Serves a user directory, calls it the way another application would, and stays up for others.
 *
 * <p>Start at {@link UsersHandler}, then {@link UsersCaller}, {@link CallPrinter} and {@code
 * application.yml}.
 */
@SpringBootApplication
public class DemoApplication {
    /** Starts the demo with Spring's own arguments. */
    public static void main(String[] arguments) {
        SpringApplication.run(DemoApplication.class, arguments);
    }
}
