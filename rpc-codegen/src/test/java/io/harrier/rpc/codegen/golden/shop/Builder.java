// Generated from shop.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.shop;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.Serializable;
import java.util.Optional;

@Serializable
public record Builder(@RpcField(1) Optional<Builder> next) {
    public static Builder_ builder() {
        return new Builder_();
    }

    /** Takes the fields by their names; those left out are absent. */
    public static final class Builder_ {
        private Optional<Builder> next = Optional.empty();

        private Builder_() {}

        public Builder_ next(Builder next) {
            this.next = Optional.of(next);
            return this;
        }

        public Builder build() {
            return new Builder(next);
        }
    }
}
