package io.harrier.rpc.serialize;

/** Knows one kind of Java interface that can stand for a service. */
public interface ServiceBinder {
    boolean canBind(Class<?> type);

    /**
     * Binds an interface to the service of another.
     *
     * @param type what is called or implemented; its methods are those of {@code service}, in any
     *     call style
     * @param service an interface that {@link #canBind} accepts; often {@code type} itself
     * @throws IllegalArgumentException if a method of {@code type} has no counterpart
     */
    ServiceBinding bind(Class<?> type, Class<?> service);
}
