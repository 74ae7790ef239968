package io.harrier.rpc.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Number by which a field is known on the wire; it stays for ever. On an enum's constant: the
 * number that stands for it. On a class that a sealed interface permits: its number in the union
 * that the interface is. On a parameter, which otherwise has the number of its place: its number.
 *
 * <p>Record components are numbered by their order unless all of them say otherwise; the fields of
 * other classes, and of exceptions, each need one.
 */
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.TYPE, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface RpcField {
    /**
     * Constants: any. All others: 1..32767; or below zero, as in an IDL that leaves them to the
     * compiler.
     */
    int value();

    /**
     * Name in schemas and in the IDL that is printed of them; empty: the one in Java. Constants
     * have none but that.
     */
    String name() default "";

    /**
     * Whether schemas, and the IDL that is printed of them, call a field of a struct required: who
     * has no classes must set it, and refuses a struct without it. What a class is given its own
     * constructor checks.
     */
    boolean required() default false;
}
