// Generated from shop.thrift by Harrier RPC: changes here are lost.
package io.harrier.rpc.codegen.golden.shop;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.Serializable;
import java.util.Optional;

/**
 * One product of an order. &lt;b&gt;Not&lt;/b&gt; escaped &amp; "so" on: &#64;param, {&#64;link
 * Order}, &#92;u002a and *nothing* to close this comment.
 *
 * <p>A second paragraph, long enough that it does not stay in the one line in which it stands in
 * this file here.
 *
 * @param product Which.
 * @param count null stands for {@code 1}
 * @param weight How it was weighed, if at all; a text that goes on for long enough to need more
 *     than the one line of it.
 * @param tags empty stands for its default
 * @param note null stands for {@code "-"}
 * @param state null stands for {@code State.PAID}
 */
@Serializable
public record Line(
        @RpcField(value = 1, required = true) long product,
        @RpcField(2) Integer count,
        @RpcField(3) Optional<Weight> weight,
        @RpcField(value = 4, name = "Tags") Optional<java.util.List<String>> tags,
        @RpcField(5) String note,
        @RpcField(6) State state) {
    public Line {
        if (count == null) {
            count = 1;
        }
        if (tags.isEmpty()) {
            tags = Optional.of(java.util.List.of("new", "cheap"));
        }
        if (note == null) {
            note = "-";
        }
        if (state == null) {
            state = State.PAID;
        }
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Takes the fields by their names; those left out are absent. */
    public static final class Builder {
        private long product;
        private Integer count;
        private Optional<Weight> weight = Optional.empty();
        private Optional<java.util.List<String>> tags = Optional.empty();
        private String note;
        private State state;

        private Builder() {}

        public Builder product(long product) {
            this.product = product;
            return this;
        }

        public Builder count(int count) {
            this.count = count;
            return this;
        }

        public Builder weight(Weight weight) {
            this.weight = Optional.of(weight);
            return this;
        }

        public Builder tags(java.util.List<String> tags) {
            this.tags = Optional.of(tags);
            return this;
        }

        public Builder note(String note) {
            this.note = note;
            return this;
        }

        public Builder state(State state) {
            this.state = state;
            return this;
        }

        public Line build() {
            return new Line(product, count, weight, tags, note, state);
        }
    }
}
