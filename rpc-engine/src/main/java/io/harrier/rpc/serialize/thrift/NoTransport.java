package io.harrier.rpc.serialize.thrift;

import io.harrier.rpc.protocol.ReadLimits;
import org.apache.thrift.TConfiguration;
import org.apache.thrift.transport.TTransport;

/**
 * The transport of protocols that have none: it holds the depth limit that libthrift asks for, and
 * counts no bytes.
 */
final class NoTransport extends TTransport {
    static final NoTransport INSTANCE = new NoTransport();

    private final TConfiguration configuration =
            TConfiguration.custom().setRecursionLimit(ReadLimits.DEFAULT.maxDepth()).build();

    @Override
    public TConfiguration getConfiguration() {
        return configuration;
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
    public int read(byte[] buf, int off, int len) {
        throw new UnsupportedOperationException("a message is read through its protocol");
    }

    @Override
    public void write(byte[] buf, int off, int len) {
        throw new UnsupportedOperationException("a message is written through its protocol");
    }

    /** Sizes are checked against the bytes of the message, by the reader. */
    @Override
    public void updateKnownMessageSize(long size) {}

    @Override
    public void checkReadBytesAvailable(long numBytes) {}

    @Override
    public void resetMessageSizeAndConsumedBytes(long newSize) {}
}
