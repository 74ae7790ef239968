package io.harrier.rpc.demo;

import io.harrier.rpc.annotation.RpcClient;
import io.harrier.rpc.demo.idl.Users;
import java.util.concurrent.Callable;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Calls the directory through its port, once over each of two protocols, and prints what came back.
 * The clients' addresses and protocols stand in {@code application.yml}.
 */
@Component
@Order(1)
final class UsersCaller implements ApplicationRunner {
    private final Users users;
    private final Users framed;

    UsersCaller(@RpcClient("users") Users users, @RpcClient("users-framed") Users framed) {
        this.users = users;
        this.framed = framed;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        call(users, "ttheader-framed");
        call(framed, "framed");
    }

    private static void call(Users users, String protocol) {
        show(protocol, "findById(7)", () -> users.findById(7));
        show(protocol, "findById(99)", () -> users.findById(99));
        show(protocol, "search(\"ra\")", () -> users.search("ra"));
        show(
                protocol,
                "create(\"Alan\", \"alan@example.org\")",
                () -> users.create("Alan", "alan@example.org"));
        users.touch(7);
        CallLog.print("users.touch(7) over " + protocol + " -> sent, no reply (oneway)");
    }

    /** An exception that the IDL declares comes back as itself. */
    private static void show(String protocol, String what, Callable<?> call) {
        CallLog.show("users." + what + " over " + protocol, call);
    }
}
