// Generated from shop.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.shop;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.Serializable;

/** Structs may be called like classes of Java. */
@Serializable
public record String_(@RpcField(1) String text, @RpcField(2) java.util.List<String_> more) {
    public static Builder builder() {
        return new Builder();
    }

    /** Takes the fields by their names; those left out are absent. */
    public static final class Builder {
        private String text;
        private java.util.List<String_> more;

        private Builder() {}

        public Builder text(String text) {
            this.text = text;
            return this;
        }

        public Builder more(java.util.List<String_> more) {
            this.more = more;
            return this;
        }

        public String_ build() {
            return new String_(text, more);
        }
    }
}
