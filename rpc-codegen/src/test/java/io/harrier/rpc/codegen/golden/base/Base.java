// Generated from base.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.base;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.Serializable;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What every request carries. */
@Serializable
public record Base(
        @RpcField(value = 1, name = "log_id", required = true) String logId,
        @RpcField(value = 2, name = "Extra") Optional<Map<String, String>> extra) {
    public Base {
        Objects.requireNonNull(logId, "logId is required");
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Takes the fields by their names; those left out are absent. */
    public static final class Builder {
        private String logId;
        private Optional<Map<String, String>> extra = Optional.empty();

        private Builder() {}

        public Builder logId(String logId) {
            this.logId = logId;
            return this;
        }

        public Builder extra(Map<String, String> extra) {
            this.extra = Optional.of(extra);
            return this;
        }

        public Base build() {
            return new Base(logId, extra);
        }
    }
}
