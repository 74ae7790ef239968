package io.harrier.rpc.benchmarks.codec;

import java.util.Arrays;
import org.apache.thrift.TBase;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.transport.TTransport;
import org.apache.thrift.transport.TTransportException;

/** libthrift at its best: one protocol, reused, over one array, reused. */
final class ThriftCodec {
    private final ArrayTransport transport = new ArrayTransport(16 * 1024);
    private final TBinaryProtocol protocol = new TBinaryProtocol(transport);

    int encode(TBase<?, ?> value) throws TException {
        transport.at = 0;
        value.write(protocol);
        transport.end = transport.at;
        return transport.end;
    }

    <T extends TBase<?, ?>> T decode(T empty) throws TException {
        transport.at = 0;
        empty.read(protocol);
        return empty;
    }

    void put(byte[] bytes) {
        System.arraycopy(bytes, 0, transport.bytes, 0, bytes.length);
        transport.end = bytes.length;
    }

    byte[] bytes() {
        return Arrays.copyOf(transport.bytes, transport.end);
    }

    /** An array to write to and read from, without any check that is not needed. */
    private static final class ArrayTransport extends TTransport {
        private final byte[] bytes;
        private int at;
        private int end;

        ArrayTransport(int size) {
            bytes = new byte[size];
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void open() {}

        @Override
        public void close() {}

        @Override
        public int read(byte[] to, int offset, int length) {
            System.arraycopy(bytes, at, to, offset, length);
            at += length;
            return length;
        }

        @Override
        public int readAll(byte[] to, int offset, int length) {
            return read(to, offset, length);
        }

        @Override
        public void write(byte[] from, int offset, int length) {
            System.arraycopy(from, offset, bytes, at, length);
            at += length;
        }

        @Override
        public byte[] getBuffer() {
            return bytes;
        }

        @Override
        public int getBufferPosition() {
            return at;
        }

        @Override
        public int getBytesRemainingInBuffer() {
            return end - at;
        }

        @Override
        public void consumeBuffer(int length) {
            at += length;
        }

        @Override
        public TConfiguration getConfiguration() {
            return TConfiguration.DEFAULT;
        }

        @Override
        public void resetMessageSizeAndConsumedBytes(long size) {}

        @Override
        public void updateKnownMessageSize(long size) throws TTransportException {}

        @Override
        public void checkReadBytesAvailable(long count) throws TTransportException {}
    }
}
