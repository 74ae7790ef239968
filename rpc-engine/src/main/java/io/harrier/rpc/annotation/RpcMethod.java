package io.harrier.rpc.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Tells what the signature of a method cannot: on a plain Java interface its name and whether it is
 * answered, on a handler's class how it runs.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RpcMethod {
    /** Name of the method on the wire; empty: the Java name. Read on the interface. */
    String name() default "";

    /**
     * Whether no reply is ever sent: the method returns void and throws nothing that is declared.
     * Read on the interface.
     */
    boolean oneway() default false;

    /**
     * Whether running it twice does no more than running it once, so that a call whose connection
     * was lost may be sent again. Read on the interface.
     */
    boolean idempotent() default false;

    /**
     * Field ids of the declared exceptions, in the order of the throws clause; empty: 1, 2, 3. Read
     * on the interface.
     */
    int[] exceptionIds() default {};

    /**
     * Whether the method never blocks: it then runs on the connection's event loop, without a
     * change of thread. A method that blocks there stops every call of the connections which share
     * the loop. Read on the handler's class.
     */
    boolean nonBlocking() default false;
}
