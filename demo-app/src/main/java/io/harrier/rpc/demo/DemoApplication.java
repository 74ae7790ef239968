package io.harrier.rpc.demo;

import io.harrier.rpc.schema.idl.ThriftIdl;
import io.harrier.rpc.spring.boot.autoconfigure.ImportRpcClients;
import io.harrier.rpc.withoutclasses.WithoutClasses;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/**
 * Serves a user directory, whose classes come from an IDL, and orders, which are plain Java; calls
 * them the way another application would, and stays up for others.
 *
 * <p>Start at {@link Orders}, then {@link OrdersHandler}, {@link OrdersCaller}, {@link CallPrinter}
 * and {@code application.yml}; {@link UsersHandler} for the IDL.
 */
@SpringBootApplication
@ImportRpcClients(client = "orders", types = Orders.class)
public class DemoApplication {
    /**
     * Starts the demo with Spring's own arguments; with {@code --print-idl} only prints what
     * clients of the orders in other languages are generated from; with {@code --without-classes}
     * serves and calls the user directory by its IDL alone.
     */
    public static void main(String[] arguments) {
        if (List.of(arguments).contains("--print-idl")) {
            System.out.print(ThriftIdl.of(Orders.class, "orders"));
            return;
        }
        if (List.of(arguments).contains("--without-classes")) {
            WithoutClasses.start(arguments);
            return;
        }
        SpringApplication.run(DemoApplication.class, arguments);
    }
}
