package io.harrier.rpc.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says around which calls a middleware bean stands. Without it a bean stands around all calls that
 * the server answers.
 */
@Documented
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface RpcMiddleware {
    /** Its name, by which it is changed at run time; empty: the bean's. */
    String name() default "";

    /** Whether it stands around the calls that the server answers. */
    boolean server() default true;

    /** Whether it stands around the calls that clients make. */
    boolean client() default false;

    /** Clients by name, where {@link #client()} is true; empty: all. */
    String[] clients() default {};

    /** Services by their names on the wire; empty: all. */
    String[] services() default {};

    /** Methods by their names on the wire; empty: all. */
    String[] methods() default {};
}
