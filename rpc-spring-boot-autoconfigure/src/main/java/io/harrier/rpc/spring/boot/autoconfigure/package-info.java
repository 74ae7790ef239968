/**
 * API. Wires the engine into a Spring Boot application: handlers and clients are found, made from
 * {@code rpc.*}, started and stopped. What an application may name is public.
 *
 * <p>Start at {@code RpcServerAutoConfiguration}, then {@code RpcClientAutoConfiguration}.
 */
@NullMarked
package io.harrier.rpc.spring.boot.autoconfigure;

import org.jspecify.annotations.NullMarked;
