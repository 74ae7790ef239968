package io.harrier.rpc.demo;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.annotation.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** A service without an IDL: an interface, records, an enum and an exception. */
interface Orders {
    /**
     * @throws OutOfStock if there is less of a product than was ordered
     */
    Order place(long userId, List<Line> lines, Optional<String> note) throws OutOfStock;

    /**
     * @throws io.harrier.rpc.error.BizStatusException with status 4404 if there is no such order
     */
    Order find(long id);

    CompletionStage<List<Order>> ofUser(long userId);

    byte[] invoice(long id);

    /** Takes its time. */
    String report(int millis);

    /** The caller waits for no reply. */
    @RpcMethod(oneway = true)
    void track(long id, String event);

    /** Fields are numbered by their order. */
    record Order(
            long id,
            String customer,
            List<Line> lines,
            Status status,
            Optional<String> note,
            Map<String, Integer> stock) {}

    record Line(String product, int count) {}

    enum Status {
        @RpcField(1)
        PLACED,
        @RpcField(2)
        PAID
    }

    @Serializable
    final class OutOfStock extends Exception {
        private static final long serialVersionUID = 1;

        @RpcField(1)
        private final String product;

        @RpcField(2)
        private final int left;

        OutOfStock(String product, int left) {
            super("only " + left + " of " + product + " left");
            this.product = product;
            this.left = left;
        }

        String product() {
            return product;
        }

        int left() {
            return left;
        }
    }
}
