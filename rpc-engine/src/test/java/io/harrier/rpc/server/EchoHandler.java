package io.harrier.rpc.server;

import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.Metadata;
import io.harrier.rpc.error.BizStatusException;
import io.harrier.rpc.idl.echo.EchoService;
import io.harrier.rpc.idl.echo.Msg;
import io.harrier.rpc.idl.echo.Refused;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What Echo.thrift says of each method. */
public class EchoHandler implements EchoService.Iface {
    private final AtomicInteger visits = new AtomicInteger();

    @Override
    public Msg echo(Msg req) {
        CallContext context = CallContext.current();
        Metadata metadata = context.metadata();
        String passing = metadata.transientValue("TK");
        String lasting = metadata.persistentValue("PK");
        if (passing == null && lasting == null) {
            return new Msg(req.getMsg());
        }
        context.sendBackward("bk", "bv");
        return new Msg(req.getMsg() + '|' + passing + '|' + lasting);
    }

    @Override
    public Msg boom(Msg req) {
        throw new IllegalStateException("boom");
    }

    @Override
    public Msg biz(Msg req) {
        throw new BizStatusException(4001, "no such user", Map.of("k", "v"));
    }

    @Override
    public Msg refuse(Msg req) throws Refused {
        throw new Refused(req.getMsg(), 7);
    }

    @Override
    public Msg slow(Msg req) {
        try {
            TimeUnit.MILLISECONDS.sleep(Long.parseLong(req.getMsg()));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        return req;
    }

    @Override
    public long remaining() {
        CallContext context = CallContext.current();
        return context.hasDeadline()
                ? TimeUnit.NANOSECONDS.toMillis(context.deadlineNanos() - System.nanoTime())
                : -1;
    }

    @Override
    public void visit(Msg req) {
        visits.incrementAndGet();
    }

    @Override
    public int visits() {
        return visits.get();
    }

    @Override
    public void nothing() {}
}
