// Generated from shop.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.shop;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcValue;
import io.harrier.rpc.annotation.Serializable;
import java.nio.ByteBuffer;
import java.util.Map;

@Serializable
public sealed interface Choice {
    @RpcField(1)
    record Nothing(@RpcValue io.harrier.rpc.codegen.golden.shop.Nothing value) implements Choice {}

    @RpcField(2)
    record State(@RpcValue io.harrier.rpc.codegen.golden.shop.State value) implements Choice {}

    @RpcField(3)
    record Counts(@RpcValue Map<String, Long> value) implements Choice {}

    @RpcField(4)
    record Blob(@RpcValue ByteBuffer value) implements Choice {}
}
