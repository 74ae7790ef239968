package io.harrier.rpc.codegen.service;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.annotation.Serializable;
import io.netty.buffer.ByteBuf;

/** A service of bytes. */
@RpcService
interface Parcels {
    Parcel send(Parcel parcel, ByteBuf label);

    @Serializable
    record Parcel(String name, ByteBuf content) {}
}
