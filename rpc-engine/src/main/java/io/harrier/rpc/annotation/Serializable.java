package io.harrier.rpc.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks a type that travels: a record, a class whose fields carry {@link RpcField}, or a sealed
 * interface as a union of the classes that it permits. The annotation processor of {@code
 * rpc-codegen}, where a build has it, writes its serializer; without it the type travels all the
 * same, by reflection.
 *
 * <p>An exception with it reaches callers as itself where a method of a service declares it.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Serializable {}
