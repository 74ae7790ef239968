package io.harrier.rpc.demo;

import io.harrier.rpc.annotation.RpcClient;
import io.harrier.rpc.context.CallScope;
import io.harrier.rpc.demo.Orders.Line;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Calls the plain Java service: all that an interface of your own can do. */
@Component
@Order(3)
final class OrdersCaller implements ApplicationRunner {
    private final Orders orders;
    private final Orders framed;

    /**
     * @param orders imported by {@link DemoApplication}
     */
    OrdersCaller(Orders orders, @RpcClient("orders-framed") Orders framed) {
        this.orders = orders;
        this.framed = framed;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        List<Line> lines = List.of(new Line("tea", 2), new Line("cake", 1));
        CallLog.show(
                "orders.place(7, tea and cake)", () -> orders.place(7, lines, Optional.of("hot")));
        CallLog.show("orders.find(1) over framed", () -> framed.find(1));
        CallLog.show(
                "orders.place(7, 99 cakes): a declared exception",
                () -> orders.place(7, List.of(new Line("cake", 99)), Optional.empty()));
        CallLog.show("orders.find(404): a biz error", () -> orders.find(404));
        CallLog.show(
                "orders.ofUser(7): asynchronous",
                () -> orders.ofUser(7).toCompletableFuture().join().size() + " order");
        CallLog.show(
                "orders.invoice(1): bytes",
                () -> new String(orders.invoice(1), StandardCharsets.UTF_8));
        orders.track(1, "paid");
        CallLog.print("orders.track(1, paid): oneway -> sent, no reply");
        acrossTwoHops(lines);
        cut();
        CallLog.print("Up for others; end with Ctrl+C.");
    }

    /** The tenant goes to the orders, and on with the call that they make of the users. */
    private void acrossTwoHops(List<Line> lines) {
        try (CallScope scope = CallScope.open()) {
            scope.persistentValue("tenant", "blue");
            CallLog.show(
                    "orders.place(5, tea) for tenant blue, who is seen two hops away",
                    () -> orders.place(5, lines.subList(0, 1), Optional.empty()).customer());
        }
    }

    /** The method has 200 ms, by application.yml; a scope may give a single call less. */
    private void cut() {
        CallLog.show("orders.report(1000) within 200 ms", () -> orders.report(1000));
        try (CallScope scope = CallScope.open()) {
            scope.timeout(Duration.ofMillis(50));
            CallLog.show("orders.report(1000) within 50 ms", () -> orders.report(1000));
        }
    }
}
