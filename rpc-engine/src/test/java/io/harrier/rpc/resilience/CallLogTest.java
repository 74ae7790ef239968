package io.harrier.rpc.resilience;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Place;
import io.harrier.rpc.call.Reply;
import io.harrier.rpc.call.TestInvocation;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.Metadata;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.helpers.MessageFormatter;

class CallLogTest {
    private final List<String> lines = new ArrayList<>();
    private long now;
    private final CallLog log = new CallLog(logger(), () -> now);

    @Test
    void call_thatEnds_isALineWithoutItsPayload() {
        Invoker server =
                log.around(
                        call -> {
                            now += 1_250_999;
                            return Reply.ofValue("secret");
                        },
                        Places.server("Users", "find"));

        server.invoke(call(Places.server("Users", "find"), "shop"));

        assertThat(lines)
                .containsExactly("info server Users/find from shop (10.0.0.7:51234): ok, 1250 us");
    }

    @Test
    void failures_ofEachSort_tellTheirKindAndNotTheirText() {
        end(Reply.ofFailure(new RpcException(ErrorKind.CONNECTION_LOST, "secret")));
        end(Reply.ofFailure(new BizStatusException(4001, "secret")));
        end(Reply.ofFailure(new java.io.IOException("secret")));

        assertThat(lines)
                .containsExactly(
                        "warn client Users/find: connection-lost, 0 us",
                        "info client Users/find: biz status 4001, 0 us",
                        "info client Users/find: IOException, 0 us");
    }

    @Test
    void caller_thatForgesALine_doesNot() {
        Place place = Places.server("Users", "find");

        log.around(call -> Reply.ofValue(null), place)
                .invoke(call(place, "x\r\nserver Users/pay from bank" + "y".repeat(200)));

        assertThat(lines).hasSize(1);
        assertThat(lines.get(0)).startsWith("info server Users/find from x??server Users/pay");
        assertThat(lines.get(0)).hasSizeLessThan(200);
    }

    private void end(Reply reply) {
        Place place = Places.client("Users", "find");
        log.around(call -> reply, place).invoke(new TestInvocation(place));
    }

    private static TestInvocation call(Place place, String caller) {
        CallContext context =
                new CallContext(
                        "Users",
                        "find",
                        caller,
                        "10.0.0.7:51234",
                        Metadata.NONE,
                        CallContext.NO_DEADLINE);
        return new TestInvocation(place, context, CallContext.NO_DEADLINE);
    }

    private Logger logger() {
        Class<?>[] type = {Logger.class};
        return (Logger)
                Proxy.newProxyInstance(
                        Logger.class.getClassLoader(),
                        type,
                        (proxy, method, arguments) -> {
                            lines.add(
                                    method.getName()
                                            + ' '
                                            + MessageFormatter.arrayFormat(
                                                            (String) arguments[0],
                                                            (Object[]) arguments[1])
                                                    .getMessage());
                            return null;
                        });
    }
}
