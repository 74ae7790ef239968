package io.harrier.rpc.withoutclasses;

import io.harrier.rpc.client.GenericClient;
import io.harrier.rpc.schema.idl.IdlSchemas;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import io.harrier.rpc.spring.boot.autoconfigure.GenericRpcService;
import io.harrier.rpc.spring.boot.autoconfigure.RpcTemplate;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.Callable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.Resource;

/**
 * An application that has no class of the service it answers and calls: {@code users.thrift} tells
 * both sides what travels.
 */
@SpringBootApplication
public class WithoutClasses {
    public static void start(String[] arguments) {
        SpringApplication.run(WithoutClasses.class, arguments);
    }

    @Bean
    GenericRpcService users(@Value("classpath:users.thrift") Resource idl) throws IOException {
        String text = idl.getContentAsString(StandardCharsets.UTF_8);
        return GenericRpcService.of(
                IdlSchemas.of(ThriftIdlParser.parse("users.thrift", text)),
                "Users",
                new Directory());
    }

    /** By maps, by JSON; a declared exception, and an argument that is wrong. */
    @Bean
    ApplicationRunner calls(RpcTemplate rpc) {
        return arguments -> {
            GenericClient users = rpc.client("users");
            show("create", () -> users.call("create", Map.of("name", "Grace")));
            show("findById", () -> users.json("findById", "{\"id\": 1}"));
            show("search", () -> users.json("search", "{\"text\": \"ra\"}"));
            show("findById of nobody", () -> users.json("findById", "{\"id\": 99}"));
            show("findById by a word", () -> users.call("findById", Map.of("id", "x1")));
            System.out.println("Up for others, without a class of the service; end with Ctrl+C.");
        };
    }

    private static void show(String what, Callable<?> call) {
        System.out.println("users." + what + " -> " + outcome(call));
    }

    private static String outcome(Callable<?> call) {
        try {
            return String.valueOf(call.call());
        } catch (Exception e) {
            return "threw " + e;
        }
    }
}
