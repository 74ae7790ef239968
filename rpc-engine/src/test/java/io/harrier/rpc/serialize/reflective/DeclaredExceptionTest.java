package io.harrier.rpc.serialize.reflective;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.annotation.Serializable;
import io.harrier.rpc.protocol.binary.BinaryWriter;
import io.harrier.rpc.serialize.MethodSerializer;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import org.junit.jupiter.api.Test;

/** Replies that are exceptions: Apache's clients look at the value first, so none may be there. */
final class DeclaredExceptionTest {
    @Serializable
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        @RpcField(1)
        private final int code;

        Refused(int code) {
            this.code = code;
        }
    }

    interface Counts {
        @RpcMethod(exceptionIds = 9)
        int count() throws Refused;
    }

    @Test
    void writeException_whereAPrimitiveIsReturned_isTheOnlyField() {
        MethodSerializer count =
                new ReflectiveBinder()
                        .bind(Counts.class, Counts.class)
                        .methods()
                        .get(0)
                        .serializer();
        ByteBuf bytes = Unpooled.buffer();
        try (BinaryWriter out = new BinaryWriter(bytes)) {
            count.writeException(new Refused(5), out);
        }
        assertThat(ByteBufUtil.hexDump(bytes))
                .isEqualTo("0c0009" + "080001" + "00000005" + "00" + "00");
    }
}
