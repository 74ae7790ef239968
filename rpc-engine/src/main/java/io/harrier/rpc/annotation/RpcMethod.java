package io.harrier.rpc.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Tells what the signature of a handler's method cannot. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface RpcMethod {
    /**
     * Whether the method never blocks: it then runs on the connection's event loop, without a
     * change of thread. A method that blocks there stops every call of the connections which share
     * the loop.
     */
    boolean nonBlocking() default false;
}
