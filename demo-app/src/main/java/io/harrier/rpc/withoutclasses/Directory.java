package io.harrier.rpc.withoutclasses;

import io.harrier.rpc.serialize.generic.GenericException;
import io.harrier.rpc.server.GenericHandler;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Users in memory, as maps of their fields. */
final class Directory implements GenericHandler {
    private final Map<Long, Map<String, Object>> users = new ConcurrentSkipListMap<>();
    private final AtomicLong lastId = new AtomicLong();

    @Override
    public @Nullable Object handle(String method, Map<String, Object> arguments) {
        return switch (method) {
            case "create" -> create(text(arguments, "name"), arguments.get("email"));
            case "findById" -> find((Long) arguments.getOrDefault("id", 0L));
            case "search" -> search(text(arguments, "text"));
            default -> null; // touch: nobody is told
        };
    }

    private Map<String, Object> create(String name, @Nullable Object email) {
        long id = lastId.incrementAndGet();
        Map<String, Object> user =
                email == null
                        ? Map.of("id", id, "name", name)
                        : Map.of("id", id, "name", name, "email", email);
        users.put(id, user);
        return user;
    }

    private Map<String, Object> find(Long id) {
        Map<String, Object> user = users.get(id);
        if (user == null) {
            throw new GenericException("UserNotFound", Map.of("id", id));
        }
        return user;
    }

    private List<Map<String, Object>> search(String text) {
        return users.values().stream().filter(user -> text(user, "name").contains(text)).toList();
    }

    private static String text(Map<String, Object> fields, String name) {
        return String.valueOf(fields.get(name));
    }
}
