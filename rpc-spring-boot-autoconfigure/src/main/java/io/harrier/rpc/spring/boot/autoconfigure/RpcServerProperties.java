package io.harrier.rpc.spring.boot.autoconfigure;

import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an application may say under {@code rpc.server}.
 *
 * @param port Port the server listens on; 0 for any free one.
 * @param address Network address the server listens on; all of this machine's if not set.
 */
@ConfigurationProperties("rpc.server")
record RpcServerProperties(@DefaultValue("8888") int port, @Nullable InetAddress address) {}
