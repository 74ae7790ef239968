// Generated from shop.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.shop;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.Serializable;

@Serializable
public record List(@RpcField(1) java.util.List<java.util.List<Integer>> rows) {
    public static Builder builder() {
        return new Builder();
    }

    /** Takes the fields by their names; those left out are absent. */
    public static final class Builder {
        private java.util.List<java.util.List<Integer>> rows;

        private Builder() {}

        public Builder rows(java.util.List<java.util.List<Integer>> rows) {
            this.rows = rows;
            return this;
        }

        public List build() {
            return new List(rows);
        }
    }
}
