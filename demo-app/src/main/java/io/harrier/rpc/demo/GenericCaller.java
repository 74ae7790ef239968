package io.harrier.rpc.demo;

import io.harrier.rpc.client.GenericClient;
import io.harrier.rpc.spring.boot.autoconfigure.RpcTemplate;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.HexFormat;
import java.util.Map;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Calls the directory without a class of it: the schema comes from the server. */
@Component
@Order(2)
final class GenericCaller implements ApplicationRunner {
    private final RpcTemplate rpc;

    GenericCaller(RpcTemplate rpc) {
        this.rpc = rpc;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        GenericClient users = rpc.client("users");
        CallLog.show(
                "users.findById by a map, without classes",
                () -> users.call("findById", Map.of("id", 7)));
        json(users, "search", "{\"text\": \"ra\"}");
        json(users, "findById", "{\"id\": 99}");
        json(users, "findById", "{\"id\": \"x1\"}");
        CallLog.show("users.findById by bytes", () -> bytes(users));
    }

    private static void json(GenericClient users, String method, String text) {
        CallLog.show("users." + method + " by JSON " + text, () -> users.json(method, text));
    }

    /** Field 1, an i64 of 7, and the end of the arguments. */
    private static String bytes(GenericClient users) {
        byte[] arguments = HexFormat.of().parseHex("0a0001" + "0000000000000007" + "00");
        ByteBuf reply = users.bytes("findById", Unpooled.wrappedBuffer(arguments));
        String hex = ByteBufUtil.hexDump(reply);
        reply.release();
        return hex;
    }
}
