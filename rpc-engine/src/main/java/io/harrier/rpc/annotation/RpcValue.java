package io.harrier.rpc.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks the only component of a record that a sealed interface permits: on the wire the value of
 * the component is the member of the union itself, and no struct is around it.
 *
 * <pre>{@code
 * sealed interface Id {
 *     @RpcField(1)
 *     record Number(@RpcValue long number) implements Id {} // union Id { 1: i64 number }
 * }
 * }</pre>
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface RpcValue {}
