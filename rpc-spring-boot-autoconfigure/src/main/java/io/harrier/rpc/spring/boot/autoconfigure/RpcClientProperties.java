package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.frame.FrameForm;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application may say under {@code rpc.client.<name>}.
 *
 * <p>That is a pure map: a key beside the names would be a client of that name. Its metadata is
 * written by hand, in {@code additional-spring-configuration-metadata.json}.
 *
 * @param target {@code host:port}; a client without one cannot be injected
 * @param timeout for the whole of a call
 * @param protocol how messages are wrapped
 */
record RpcClientProperties(
        @Nullable String target,
        @DefaultValue("5s") Duration timeout,
        @DefaultValue("ttheader-framed") FrameForm protocol) {}
