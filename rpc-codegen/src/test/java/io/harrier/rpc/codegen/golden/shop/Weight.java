// Generated from shop.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.shop;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcValue;
import io.harrier.rpc.annotation.Serializable;

/** How heavy something is. */
@Serializable
public sealed interface Weight {
    /** In grams. */
    @RpcField(1)
    record Grams(@RpcValue int value) implements Weight {}

    @RpcField(2)
    record Pounds(@RpcValue double value) implements Weight {}

    /** As its vendor says it. */
    @RpcField(value = 3, name = "by_vendor")
    record ByVendor(@RpcValue String value) implements Weight {}

    @RpcField(value = 4, name = "Line")
    record Line(@RpcValue io.harrier.rpc.codegen.golden.shop.Line value) implements Weight {}

    @RpcField(5)
    record Several(@RpcValue java.util.List<Weight> value) implements Weight {}

    @RpcField(value = 6, name = "Weight")
    record Weight_(@RpcValue Weight value) implements Weight {}

    @RpcField(9)
    record Base(@RpcValue io.harrier.rpc.codegen.golden.base.Base value) implements Weight {}
}
