package io.harrier.rpc.spring.boot.autoconfigure;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.AliasFor;

/**
 * Makes proxies of service interfaces beans, which are injected by their types. Where two clients
 * have a proxy of one type, {@code @RpcClient("name")} at the place tells them apart, or {@link
 * RpcClientRegistry} at run time.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(ImportRpcClients.Container.class)
@Import(ImportedClientsRegistrar.class)
public @interface ImportRpcClients {
    /** Name of the client, as in {@code rpc.client.<name>.target}. */
    String client();

    /** Interfaces of services. */
    @AliasFor("types")
    Class<?>[] value() default {};

    /** Interfaces of services. */
    @AliasFor("value")
    Class<?>[] types() default {};

    /** Packages all of whose service interfaces are imported, with the packages below them. */
    String[] basePackages() default {};

    /** As {@link #basePackages()}: the packages of these classes. */
    Class<?>[] basePackageClasses() default {};

    /** Several of them. */
    @Documented
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @Import(ImportedClientsRegistrar.class)
    @interface Container {
        ImportRpcClients[] value();
    }
}
