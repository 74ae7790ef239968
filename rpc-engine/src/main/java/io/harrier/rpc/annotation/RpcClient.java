package io.harrier.rpc.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Asks for a proxy that calls the service of the annotated type through the client of this name. On
 * an interface it makes that proxy a bean which is injected by its type alone.
 */
@Documented
@Target({ElementType.PARAMETER, ElementType.FIELD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface RpcClient {
    /** Name of the client, as in {@code rpc.client.<name>.target}. */
    String value();
}
