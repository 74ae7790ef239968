/**
 * Internal. Wires the engine into a Spring Boot application: handlers and clients are found, made
 * from {@code rpc.*}, started and stopped.
 *
 * <p>Start at {@code RpcServerAutoConfiguration}, then {@code RpcClientAutoConfiguration}.
 */
@NullMarked
package io.harrier.rpc.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
