// Generated from shop.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.shop;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.Serializable;
import java.util.Optional;

/** There is less than was ordered. */
@Serializable
@SuppressWarnings("serial") // travels by its ids
public final class OutOfStock extends Exception {
    private static final long serialVersionUID = 1;

    @RpcField(value = 2, required = true)
    private final long product;

    @RpcField(1)
    private final int left;

    @RpcField(3)
    private final Optional<java.util.List<Line>> instead;

    @RpcField(4)
    private final String reason;

    /**
     * @param instead What there is instead. (empty stands for {@code java.util.List.of()})
     * @param reason null stands for {@code "sold"}
     */
    public OutOfStock(
            int left, long product, Optional<java.util.List<Line>> instead, String reason) {
        if (instead.isEmpty()) {
            instead = Optional.of(java.util.List.of());
        }
        if (reason == null) {
            reason = "sold";
        }
        this.left = left;
        this.product = product;
        this.instead = instead;
        this.reason = reason;
    }

    public long product() {
        return product;
    }

    public int left() {
        return left;
    }

    /** What there is instead. */
    public Optional<java.util.List<Line>> instead() {
        return instead;
    }

    public String reason() {
        return reason;
    }

    @Override
    public String getMessage() {
        return "product="
                + product
                + ", left="
                + left
                + ", instead="
                + instead
                + ", reason="
                + reason;
    }
}
