// Generated from shop.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.shop;

import io.harrier.rpc.annotation.RpcMethod;

/** Its name on the wire is record: say so in RpcService. */
public interface record_ {
    @RpcMethod(name = "new_one")
    void newOne(String_ text, List rows);
}
