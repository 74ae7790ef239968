package io.harrier.rpc.spring.boot.autoconfigure;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application may say under {@code rpc}.
 *
 * @param enabled whether anything of Harrier RPC is started
 */
@ConfigurationProperties("rpc")
public record RpcProperties(@DefaultValue("true") boolean enabled) {}
