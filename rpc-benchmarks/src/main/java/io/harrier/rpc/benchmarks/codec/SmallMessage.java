package io.harrier.rpc.benchmarks.codec;

import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ProtocolWriter;
import io.harrier.rpc.protocol.WireTypes;
import io.harrier.rpc.serialize.Serializer;

/** Two strings. */
record SmallMessage(String action, String msg) {

    /** In the shape of a generated serializer. */
    static final class Straight implements Serializer<SmallMessage> {
        @Override
        public void write(SmallMessage value, ProtocolWriter out) {
            out.beginStruct();
            out.plainField(WireTypes.STRING, 1);
            out.writeString(value.action);
            out.plainField(WireTypes.STRING, 2);
            out.writeString(value.msg);
            out.endStruct();
        }

        @Override
        public SmallMessage read(ProtocolReader in) {
            String action = "";
            String msg = "";
            in.beginStruct();
            while (in.nextField()) {
                switch (in.fieldId()) {
                    case 1 -> {
                        in.expectField(WireTypes.STRING);
                        action = in.readString();
                    }
                    case 2 -> {
                        in.expectField(WireTypes.STRING);
                        msg = in.readString();
                    }
                    default -> in.skipField();
                }
            }
            in.endStruct();
            return new SmallMessage(action, msg);
        }
    }
}
