package io.harrier.rpc.frame.thrift;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;

/**
 * The entries that all headers of a method have in common, written once. Immutable, for any thread.
 */
public final class HeaderTemplate {
    /** No entries at all. */
    public static final HeaderTemplate NONE = builder().build();

    final int strings;
    final byte[] stringBytes;
    final int ints;
    final byte[] intBytes;

    private HeaderTemplate(Builder builder) {
        strings = builder.strings;
        stringBytes = ByteBufUtil.getBytes(builder.stringBytes);
        ints = builder.ints;
        intBytes = ByteBufUtil.getBytes(builder.intBytes);
    }

    public static Builder builder() {
        return new Builder();
    }

    /** Collects entries in the order they are to be written. */
    public static final class Builder {
        private final ByteBuf stringBytes = Unpooled.buffer();
        private final ByteBuf intBytes = Unpooled.buffer();
        private int strings;
        private int ints;

        public Builder string(String key, String value) {
            strings++;
            TTHeaderWriter.text(stringBytes, key);
            TTHeaderWriter.text(stringBytes, value);
            return this;
        }

        public Builder integer(int key, String value) {
            ints++;
            intBytes.writeShort(key);
            TTHeaderWriter.text(intBytes, value);
            return this;
        }

        public HeaderTemplate build() {
            return new HeaderTemplate(this);
        }
    }
}
