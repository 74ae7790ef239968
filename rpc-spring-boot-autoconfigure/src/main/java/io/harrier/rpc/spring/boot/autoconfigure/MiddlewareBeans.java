package io.harrier.rpc.spring.boot.autoconfigure;

import io.harrier.rpc.annotation.RpcMiddleware;
import io.harrier.rpc.call.Admission;
import io.harrier.rpc.call.Invoker;
import io.harrier.rpc.call.Middleware;
import io.harrier.rpc.call.Place;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ListableBeanFactory;

/**
 * The application's middleware beans, each where its {@link RpcMiddleware} says. Only those that
 * stand somewhere are made. The container closes them, the engine does not.
 */
final class MiddlewareBeans {
    private final ListableBeanFactory beans;
    private final MiddlewareSelection selection;

    MiddlewareBeans(ListableBeanFactory beans, MiddlewareSelection selection) {
        this.beans = beans;
        this.selection = selection;
    }

    /** Those around the server's calls, the outermost first. */
    void forServer(BiConsumer<String, Middleware> add) {
        add(scope -> scope == null || scope.server(), add);
    }

    /** Those around the calls of one client, the outermost first. */
    void forClient(String client, BiConsumer<String, Middleware> add) {
        add(scope -> scope != null && scope.client() && contains(scope.clients(), client), add);
    }

    /**
     * The one of this name, at the services and methods of its annotation; null if there is none.
     */
    @Nullable Middleware find(String name) {
        for (String bean : beans.getBeanNamesForType(Middleware.class)) {
            RpcMiddleware scope = scope(bean);
            if (name(bean, scope).equals(name) && selection.has(name)) {
                return placed(beans.getBean(bean, Middleware.class), scope);
            }
        }
        return null;
    }

    /** Of all that there may be. */
    List<String> names() {
        return selection.of(
                Arrays.stream(beans.getBeanNamesForType(Middleware.class))
                        .map(bean -> name(bean, scope(bean)))
                        .toList());
    }

    /** By which a bean is changed, and selected. */
    static String name(String bean, @Nullable RpcMiddleware scope) {
        return scope == null || scope.name().isEmpty() ? bean : scope.name();
    }

    private @Nullable RpcMiddleware scope(String bean) {
        return beans.findAnnotationOnBean(bean, RpcMiddleware.class);
    }

    private void add(
            Predicate<@Nullable RpcMiddleware> wanted, BiConsumer<String, Middleware> add) {
        List<Named> found = new ArrayList<>();
        for (String name : beans.getBeanNamesForType(Middleware.class)) {
            RpcMiddleware scope = scope(name);
            if (wanted.test(scope) && selection.has(name(name, scope))) {
                found.add(new Named(name, scope, beans.getBean(name, Middleware.class)));
            }
        }
        found.sort(inOrder(found));
        found.forEach(each -> add.accept(name(each.name, each.scope), each.placed()));
    }

    private Comparator<Named> inOrder(List<Named> found) {
        Map<Middleware, String> names = new IdentityHashMap<>();
        found.forEach(each -> names.put(each.bean, each.name));
        return Comparator.comparing(Named::bean, BeanOrder.of(beans, names));
    }

    private record Named(String name, @Nullable RpcMiddleware scope, Middleware bean) {
        Middleware placed() {
            return MiddlewareBeans.placed(bean, scope);
        }
    }

    private static Middleware placed(Middleware bean, @Nullable RpcMiddleware scope) {
        return new Bean(bean).where(place -> scope == null || holds(scope, place));
    }

    private static boolean holds(RpcMiddleware scope, Place place) {
        return contains(scope.services(), place.service().name())
                && contains(scope.methods(), place.method().name());
    }

    private static boolean contains(String[] names, String name) {
        return names.length == 0 || Arrays.asList(names).contains(name);
    }

    /** Hides that a bean may be closed. */
    private record Bean(Middleware inside) implements Middleware {
        @Override
        public Invoker around(Invoker next, Place place) {
            return inside.around(next, place);
        }

        @Override
        public @Nullable Middleware at(Place place) {
            return inside.at(place);
        }

        @Override
        public @Nullable Admission admission(Place place) {
            return inside.admission(place);
        }

        @Override
        public int order() {
            return inside.order();
        }
    }
}
