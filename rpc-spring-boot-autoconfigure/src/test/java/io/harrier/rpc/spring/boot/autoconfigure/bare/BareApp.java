package io.harrier.rpc.spring.boot.autoconfigure.bare;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.spring.boot.autoconfigure.RpcClientRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that needs nothing but the starter: it starts, calls itself, and ends. */
@SpringBootApplication
public class BareApp {
    interface Echo {
        String echo(String text);
    }

    @RpcService
    static final class EchoHandler implements Echo {
        @Override
        public String echo(String text) {
            return text;
        }
    }

    /** Says what came back. */
    public static String call(String[] arguments) {
        try (ConfigurableApplicationContext app = SpringApplication.run(BareApp.class, arguments)) {
            return app.getBean(RpcClientRegistry.class).proxy("echo", Echo.class).echo("echoed");
        }
    }
}
