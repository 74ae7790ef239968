// Generated from shop.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.shop;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.codegen.golden.base.Health;
import io.harrier.rpc.codegen.golden.base.Refused;
import java.util.Map;
import java.util.Set;

/** The shop itself. */
public interface Shop extends Health {
    /**
     * Places an order.
     *
     * @param userId who pays
     * @param address where it goes
     * @throws OutOfStock if too much was wanted
     */
    @RpcMethod(exceptionIds = {1, 9, 12})
    Order place(
            @RpcField(value = 1, name = "user_id") long userId,
            java.util.List<Line> lines,
            @RpcField(7) String address)
            throws OutOfStock, Closed, Refused;

    @RpcMethod(name = "Find", idempotent = true)
    Order find(long id);

    @RpcMethod(name = "orders_of_a_user_that_were_placed_in_a_span")
    java.util.List<Order> ordersOfAUserThatWerePlacedInASpan(
            @RpcField(value = 1, name = "user_id") long userId,
            @RpcField(value = 2, name = "from_millis") long fromMillis,
            @RpcField(value = 3, name = "to_millis") long toMillis)
            throws Refused;

    @RpcMethod(oneway = true)
    void track(long id, State state);

    @RpcMethod(name = "notify")
    void notify_(@RpcField(value = 1, name = "class") String class_);

    Map<String, java.util.List<Map<Integer, Set<Weight>>>> deep(
            State state, boolean flag, byte octet, short number);

    @RpcMethod(exceptionIds = 3)
    java.util.List<Line> closed() throws Closed;
}
