package io.harrier.rpc.demo;

import io.harrier.rpc.annotation.RpcClient;
import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.demo.idl.UserNotFound;
import io.harrier.rpc.demo.idl.Users;
import io.harrier.rpc.error.BizStatusException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The orders, in memory; who has ordered it asks of the user directory, which is a second hop. */
@RpcService
final class OrdersHandler implements Orders {
    private static final int NO_SUCH_ORDER = 4404;
    private static final int NO_SUCH_USER = 4405;

    private final Map<Long, Order> orders = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> stock = Map.of("tea", 10, "cake", 3);
    private final AtomicLong lastId = new AtomicLong();
    private final Users users;

    OrdersHandler(@RpcClient("users") Users users) {
        this.users = users;
    }

    @Override
    public Order place(long userId, List<Line> lines, Optional<String> note) throws OutOfStock {
        for (Line line : lines) {
            int left = stock.getOrDefault(line.product(), 0);
            if (line.count() > left) {
                throw new OutOfStock(line.product(), left);
            }
        }
        long id = lastId.incrementAndGet();
        Order order = new Order(id, nameOf(userId), lines, Status.PLACED, note, stock);
        orders.put(id, order);
        return order;
    }

    @Override
    public Order find(long id) {
        Order order = orders.get(id);
        if (order == null) {
            throw new BizStatusException(NO_SUCH_ORDER, "no order " + id);
        }
        return order;
    }

    @Override
    public CompletionStage<List<Order>> ofUser(long userId) {
        String customer = nameOf(userId);
        return CompletableFuture.completedFuture(
                orders.values().stream().filter(o -> o.customer().equals(customer)).toList());
    }

    @Override
    public byte[] invoice(long id) {
        return ("Order " + id + " of " + find(id).customer()).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String report(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return orders.size() + " orders";
    }

    @Override
    public void track(long id, @Nullable String event) {
        orders.computeIfPresent(id, (key, order) -> event == null ? order : paid(order));
    }

    private static Order paid(Order order) {
        return new Order(
                order.id(),
                order.customer(),
                order.lines(),
                Status.PAID,
                order.note(),
                order.stock());
    }

    private String nameOf(long userId) {
        try {
            return users.findById(userId).name();
        } catch (UserNotFound e) {
            throw new BizStatusException(NO_SUCH_USER, "no user " + userId);
        }
    }
}
