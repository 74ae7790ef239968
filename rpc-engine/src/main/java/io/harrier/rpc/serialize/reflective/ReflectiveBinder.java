package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.schema.annotated.AnnotatedMethod;
import io.harrier.rpc.schema.annotated.AnnotatedService;
import io.harrier.rpc.serialize.CallStyle;
import io.harrier.rpc.serialize.MethodBinding;
import io.harrier.rpc.serialize.SerializerSource;
import io.harrier.rpc.serialize.ServiceBinder;
import io.harrier.rpc.serialize.ServiceBinding;
import io.harrier.rpc.serialize.generated.GeneratedServices;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Binds plain Java interfaces. */
public final class ReflectiveBinder implements ServiceBinder {
    /** Whose interfaces a handler may implement without serving them. */
    private static final List<String> NOT_SERVICES =
            List.of("java.", "javax.", "jakarta.", "kotlin.", "org.springframework.", "reactor.");

    private final SerializerSource source;

    public ReflectiveBinder() {
        this(SerializerSource.NONE);
    }

    /**
     * @param source asked first for the serializer of every record, class and union
     */
    public ReflectiveBinder(SerializerSource source) {
        this.source = source;
    }

    @Override
    public boolean canBind(Class<?> type) {
        return NOT_SERVICES.stream().noneMatch(type.getName()::startsWith)
                && AnnotatedService.isImplementable(type);
    }

    @Override
    public ServiceBinding bind(Class<?> type, Class<?> service) {
        AnnotatedService annotated = AnnotatedService.of(service);
        Map<List<Object>, Wire> wires = wires(service, annotated);
        List<MethodBinding> methods = new ArrayList<>();
        for (Method method : type.getMethods()) {
            if (Modifier.isAbstract(method.getModifiers())) {
                methods.add(bind(method, wires, service));
            }
        }
        return new ServiceBinding(type, annotated.schema(), methods);
    }

    private record Wire(AnnotatedMethod method, ReflectiveMethodSerializer serializer) {}

    private Map<List<Object>, Wire> wires(Class<?> type, AnnotatedService service) {
        Serializers serializers = new Serializers(service.types(), source);
        Map<List<Object>, Wire> wires = new HashMap<>();
        for (AnnotatedMethod method : service.methods()) {
            wires.put(
                    signature(method.javaMethod()),
                    new Wire(
                            method,
                            new ReflectiveMethodSerializer(
                                    method,
                                    serializers,
                                    GeneratedServices.arguments(type, method.javaMethod()))));
        }
        return wires;
    }

    private static MethodBinding bind(
            Method method, Map<List<Object>, Wire> wires, Class<?> service) {
        Wire wire = wires.get(signature(method));
        if (wire == null) {
            throw new IllegalArgumentException(
                    method
                            + " (expected: a method of "
                            + service.getName()
                            + " with the same name and parameters)");
        }
        return new MethodBinding(
                method,
                wire.method().schema(),
                CallStyle.of(method.getReturnType()),
                wire.serializer());
    }

    private static List<Object> signature(Method method) {
        return List.of(method.getName(), List.of(method.getParameterTypes()));
    }
}
