package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.serialize.generated.GeneratedSerializers;
import io.harrier.rpc.serialize.generated.GeneratedServices;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.TypeHint;
import org.springframework.util.ClassUtils;

/**
 * What a native image must keep of a service interface: its methods and their types, what was
 * generated for them, and the proxy where no stub was.
 */
final class ServiceHints {
    private ServiceHints() {}

    static void register(RuntimeHints hints, Class<?> service) {
        hints.reflection().registerType(service, MemberCategory.INVOKE_PUBLIC_METHODS);
        if (!registerGenerated(hints, service.getName(), GeneratedServices.SUFFIX, service)) {
            hints.proxies().registerJdkProxy(service);
        }
        new BindingReflectionHintsRegistrar()
                .registerReflectionHints(hints.reflection(), types(service));
        List<TypeHint> known = hints.reflection().typeHints().toList();
        for (TypeHint type : known) {
            registerGenerated(
                    hints, type.getType().getName(), GeneratedSerializers.SUFFIX, service);
        }
    }

    private static Type[] types(Class<?> service) {
        List<Type> types = new ArrayList<>();
        for (Method method : service.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                types.add(method.getGenericReturnType());
                types.addAll(List.of(method.getGenericParameterTypes()));
                types.addAll(List.of(method.getExceptionTypes()));
            }
        }
        return types.toArray(Type[]::new);
    }

    /** Whether there is a class of this name and suffix. */
    private static boolean registerGenerated(
            RuntimeHints hints, String name, String suffix, Class<?> service) {
        ClassLoader loader = service.getClassLoader();
        if (!ClassUtils.isPresent(name + suffix, loader)) {
            return false;
        }
        hints.reflection()
                .registerTypeIfPresent(
                        loader, name + suffix, MemberCategory.INVOKE_DECLARED_CONSTRUCTORS);
        return true;
    }
}
