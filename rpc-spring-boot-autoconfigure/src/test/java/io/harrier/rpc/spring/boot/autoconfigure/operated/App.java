package io.harrier.rpc.spring.boot.autoconfigure.operated;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.rules.Rules;
import io.harrier.rpc.spring.boot.autoconfigure.idl.Greeter;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** A small application as users have them, for what looks at applications from outside. */
@SpringBootApplication
public class App {
    public static void main(String[] arguments) {
        SpringApplication.run(App.class, arguments);
    }

    @Bean
    Rules rules() {
        return new Rules();
    }

    @RpcService
    static final class Hello implements Greeter.Iface {
        @Override
        public String greet(String name) {
            return "hello " + name;
        }
    }
}
