package io.harrier.rpc.protocol;

import io.harrier.rpc.protocol.binary.BinaryProtocol;
import io.harrier.rpc.protocol.compact.CompactProtocol;
import io.harrier.rpc.protocol.json.ThriftJsonProtocol;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TJSONProtocol;
import org.apache.thrift.protocol.TProtocolFactory;

/** The protocols that we share with libthrift. */
public enum Wire {
    BINARY(BinaryProtocol.STRICT, new TBinaryProtocol.Factory()),
    COMPACT(new CompactProtocol(), new TCompactProtocol.Factory()),
    JSON(new ThriftJsonProtocol(), new TJSONProtocol.Factory());

    private final Protocol ours;
    private final TProtocolFactory libthrifts;

    Wire(Protocol ours, TProtocolFactory libthrifts) {
        this.ours = ours;
        this.libthrifts = libthrifts;
    }

    public Protocol ours() {
        return ours;
    }

    public TProtocolFactory libthrifts() {
        return libthrifts;
    }
}
