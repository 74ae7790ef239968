package io.harrier.rpc.protocol;

import io.harrier.rpc.protocol.compact.CompactMessage;
import io.harrier.rpc.protocol.compact.CompactMessageScanner;
import io.harrier.rpc.protocol.json.ThriftJsonMessage;
import io.harrier.rpc.protocol.json.ThriftJsonMessageScanner;
import io.netty.buffer.ByteBuf;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TMessage;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolFactory;
import org.apache.thrift.transport.TMemoryBuffer;

/** Whole messages: of libthrift, and what we read, write and scan them with. */
enum MessageForm {
    COMPACT(Wire.COMPACT) {
        @Override
        void writeHead(ByteBuf out, int type, byte[] name, int sequence) {
            CompactMessage.writeHead(out, type, name, sequence);
        }

        @Override
        MessageHead readHead(ByteBuf in) {
            return CompactMessage.readHead(in, MAX_NAME, new MessageHead());
        }

        @Override
        void writeTail(ByteBuf out) {}

        @Override
        void cutTail(ByteBuf in) {}

        @Override
        ToIntFunction<ByteBuf> scanner(int maxBytes) {
            return new CompactMessageScanner(maxBytes, MAX_NAME, 64)::scan;
        }
    },

    JSON(Wire.JSON) {
        @Override
        void writeHead(ByteBuf out, int type, byte[] name, int sequence) {
            ThriftJsonMessage.writeHead(out, type, name, sequence);
        }

        @Override
        MessageHead readHead(ByteBuf in) {
            return ThriftJsonMessage.readHead(in, MAX_NAME, new MessageHead());
        }

        @Override
        void writeTail(ByteBuf out) {
            ThriftJsonMessage.writeTail(out);
        }

        @Override
        void cutTail(ByteBuf in) {
            ThriftJsonMessage.cutTail(in);
        }

        @Override
        ToIntFunction<ByteBuf> scanner(int maxBytes) {
            return new ThriftJsonMessageScanner(maxBytes, 64)::scan;
        }
    };

    static final int MAX_NAME = 1_000;

    private final Wire wire;

    MessageForm(Wire wire) {
        this.wire = wire;
    }

    abstract void writeHead(ByteBuf out, int type, byte[] name, int sequence);

    abstract MessageHead readHead(ByteBuf in);

    abstract void writeTail(ByteBuf out);

    abstract void cutTail(ByteBuf in);

    /** A new one; it gives the length, or -1. */
    abstract ToIntFunction<ByteBuf> scanner(int maxBytes);

    Wire wire() {
        return wire;
    }

    /** As libthrift writes it. */
    byte[] message(int type, String name, int sequence, Value struct) {
        TProtocolFactory protocol = wire.libthrifts();
        try {
            TMemoryBuffer out = new TMemoryBuffer(256);
            TProtocol writer = protocol.getProtocol(out);
            writer.writeMessageBegin(new TMessage(name, (byte) type, sequence));
            LibthriftValues.write(writer, struct);
            writer.writeMessageEnd();
            return Arrays.copyOf(out.getArray(), out.length());
        } catch (TException e) {
            throw new AssertionError(e);
        }
    }
}
