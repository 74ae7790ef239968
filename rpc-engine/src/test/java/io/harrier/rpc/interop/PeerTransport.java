package io.harrier.rpc.interop;

import io.harrier.rpc.frame.FrameForm;
import io.harrier.rpc.protocol.ProtocolKind;
import java.util.Locale;
import org.apache.thrift.protocol.TBinaryProtocol;
import org.apache.thrift.protocol.TCompactProtocol;
import org.apache.thrift.protocol.TJSONProtocol;
import org.apache.thrift.protocol.TProtocolFactory;

/** How an Apache Thrift peer writes a message, and puts it on its connection. */
enum PeerTransport {
    /** Strict binary, each message behind its length. */
    FRAMED(FrameForm.FRAMED, ProtocolKind.BINARY),
    /** Messages one after another, without lengths; Apache calls it buffered. */
    UNFRAMED(FrameForm.UNFRAMED, ProtocolKind.BINARY),
    /** Framed, and method names carry the service: {@code AllTypes:echoInt}. */
    MULTIPLEXED(FrameForm.FRAMED, ProtocolKind.BINARY),
    COMPACT(FrameForm.FRAMED, ProtocolKind.COMPACT),
    COMPACT_UNFRAMED(FrameForm.UNFRAMED, ProtocolKind.COMPACT),
    JSON(FrameForm.FRAMED, ProtocolKind.JSON),
    JSON_UNFRAMED(FrameForm.UNFRAMED, ProtocolKind.JSON);

    /** The service's name in front of the methods when multiplexed. */
    static final String SERVICE = "AllTypes";

    private final FrameForm form;
    private final ProtocolKind protocol;

    PeerTransport(FrameForm form, ProtocolKind protocol) {
        this.form = form;
        this.protocol = protocol;
    }

    FrameForm form() {
        return form;
    }

    ProtocolKind protocol() {
        return protocol;
    }

    boolean isFramed() {
        return form == FrameForm.FRAMED;
    }

    /** Libthrift's own; binary strict both ways. */
    TProtocolFactory libthrift() {
        return switch (protocol) {
            case COMPACT -> new TCompactProtocol.Factory();
            case JSON -> new TJSONProtocol.Factory();
            default -> new TBinaryProtocol.Factory(true, true);
        };
    }

    /** The value of {@code --transport} of the Python peers. */
    String option() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
