package io.harrier.rpc.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a class whose methods answer calls: it implements exactly one service interface, or says
 * which. On a method it marks what the method makes.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface RpcService {
    /**
     * Name of the service on the wire; empty: the interface's simple name, {@code X} for {@code
     * X.Iface}.
     */
    String value() default "";

    /** The interface that is served, where the class implements several; void: the only one. */
    Class<?> interfaceType() default void.class;
}
