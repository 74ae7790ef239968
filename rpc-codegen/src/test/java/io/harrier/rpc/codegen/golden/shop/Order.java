// Generated from shop.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.shop;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.Serializable;
import io.harrier.rpc.codegen.golden.base.Base;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Recursive, and with names that Java does not take. */
@Serializable
public record Order(
        @RpcField(value = 1, name = "class", required = true) String class_,
        @RpcField(value = 2, required = true) java.util.List<Line> lines,
        @RpcField(value = 3, name = "parent_order") Optional<Order> parentOrder,
        @RpcField(4) Map<State, Set<ByteBuffer>> blobs,
        @RpcField(value = 5, name = "hashCode") Optional<Long> hashCode_,
        @RpcField(6) Optional<Boolean> URL,
        @RpcField(value = 7, name = "builder") byte builder_,
        @RpcField(8) Choice choice,
        @RpcField(value = 9, name = "short") short short_,
        @RpcField(value = 10, name = "a_b") double aB,
        @RpcField(value = 11, name = "aB") double aB_,
        @RpcField(-3) Optional<Byte> old,
        @RpcField(value = 32767, name = "Base") Base base) {
    public Order {
        Objects.requireNonNull(class_, "class_ is required");
        Objects.requireNonNull(lines, "lines is required");
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Takes the fields by their names; those left out are absent. */
    public static final class Builder {
        private String class_;
        private java.util.List<Line> lines;
        private Optional<Order> parentOrder = Optional.empty();
        private Map<State, Set<ByteBuffer>> blobs;
        private Optional<Long> hashCode_ = Optional.empty();
        private Optional<Boolean> URL = Optional.empty();
        private byte builder_;
        private Choice choice;
        private short short_;
        private double aB;
        private double aB_;
        private Optional<Byte> old = Optional.empty();
        private Base base;

        private Builder() {}

        public Builder class_(String class_) {
            this.class_ = class_;
            return this;
        }

        public Builder lines(java.util.List<Line> lines) {
            this.lines = lines;
            return this;
        }

        public Builder parentOrder(Order parentOrder) {
            this.parentOrder = Optional.of(parentOrder);
            return this;
        }

        public Builder blobs(Map<State, Set<ByteBuffer>> blobs) {
            this.blobs = blobs;
            return this;
        }

        public Builder hashCode_(long hashCode_) {
            this.hashCode_ = Optional.of(hashCode_);
            return this;
        }

        public Builder URL(boolean URL) {
            this.URL = Optional.of(URL);
            return this;
        }

        public Builder builder_(byte builder_) {
            this.builder_ = builder_;
            return this;
        }

        public Builder choice(Choice choice) {
            this.choice = choice;
            return this;
        }

        public Builder short_(short short_) {
            this.short_ = short_;
            return this;
        }

        public Builder aB(double aB) {
            this.aB = aB;
            return this;
        }

        public Builder aB_(double aB_) {
            this.aB_ = aB_;
            return this;
        }

        public Builder old(byte old) {
            this.old = Optional.of(old);
            return this;
        }

        public Builder base(Base base) {
            this.base = base;
            return this;
        }

        public Order build() {
            return new Order(
                    class_,
                    lines,
                    parentOrder,
                    blobs,
                    hashCode_,
                    URL,
                    builder_,
                    choice,
                    short_,
                    aB,
                    aB_,
                    old,
                    base);
        }
    }
}
