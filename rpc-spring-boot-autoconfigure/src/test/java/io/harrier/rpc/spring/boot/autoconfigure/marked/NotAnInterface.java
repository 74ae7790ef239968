package io.harrier.rpc.spring.boot.autoconfigure.marked;

import io.harrier.rpc.annotation.RpcClient;

/** A class where only an interface can be called. */
@RpcClient("shop")
public final class NotAnInterface {}
