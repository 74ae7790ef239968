package io.harrier.rpc.spring.boot.autoconfigure.shop;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.context.CallContext;
import io.harrier.rpc.context.TraceFlags;
import io.harrier.rpc.spring.boot.autoconfigure.RpcClientRegistry;
import io.micrometer.tracing.ScopedSpan;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.MDC;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** A web page, the service that it calls, and the one that this calls: all in one application. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class ShopApplication {
    /** Where each of them was: who, trace, span. */
    public static final List<String> VISITED = new CopyOnWriteArrayList<>();

    public interface Shop {
        String buy(String what);
    }

    public interface Stock {
        @RpcMethod(nonBlocking = true)
        String take(String what);
    }

    @RestController
    record Web(RpcClientRegistry clients, Tracer tracer) {
        @GetMapping("/buy")
        String buy() {
            visit("web", tracer);
            String bought = clients.proxy("shop", Shop.class).buy("bread");
            visit("web", tracer); // its own again
            return bought;
        }
    }

    @RpcService(interfaceType = Shop.class)
    record ShopHandler(RpcClientRegistry clients, Tracer tracer) implements Shop {
        @Override
        public String buy(String what) {
            visit("shop", tracer);
            ScopedSpan packing = tracer.startScopedSpan("packing");
            try {
                return clients.proxy("shop", Stock.class).take(what);
            } finally {
                packing.end();
            }
        }
    }

    @RpcService(interfaceType = Stock.class)
    record StockHandler(Tracer tracer) implements Stock {
        @Override
        public String take(String what) {
            visit("stock", tracer);
            return what + " sold";
        }
    }

    /** Tracer, log and call say the same. */
    private static void visit(String who, Tracer tracer) {
        TraceContext span = tracer.currentTraceContext().context();
        CallContext call = CallContext.current();
        assertThat(tracer.currentSpan().context().spanId()).isEqualTo(span.spanId());
        assertThat(MDC.get("traceId")).isEqualTo(span.traceId());
        assertThat(MDC.get("spanId")).isEqualTo(span.spanId());
        if (call.isTraced()) {
            assertThat(span.traceId()).isEqualTo(call.traceId());
            assertThat(span.spanId()).isEqualTo(HexFormat.of().toHexDigits(call.spanId()));
            assertThat(span.sampled()).isEqualTo(TraceFlags.isSampled(call.traceFlags()));
        }
        VISITED.add(who + ' ' + span.traceId() + ' ' + span.spanId());
    }
}
