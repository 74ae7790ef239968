// Generated from shop.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.shop;

import io.harrier.rpc.annotation.RpcField;

/** Where an order is. */
public enum State {
    /** Paid, and not yet packed. */
    @RpcField(1)
    PAID,

    @RpcField(4)
    SENT,

    @RpcField(-1)
    LOST,

    @RpcField(7)
    default_
}
