package io.harrier.rpc.demo;

import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.demo.idl.User;
import io.harrier.rpc.demo.idl.UserNotFound;
import io.harrier.rpc.demo.idl.Users;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The user directory, in memory. Many calls come in at once. */
@RpcService
final class UsersHandler implements Users {
    private final Map<Long, User> users = new ConcurrentSkipListMap<>();
    private final Map<Long, Instant> seen = new ConcurrentHashMap<>();
    private final AtomicLong lastId = new AtomicLong();

    UsersHandler() {
        for (String name :
                List.of("Ada", "Barbara", "Edsger", "Frances", "Grace", "John", "Tony")) {
            create(name, name.toLowerCase(Locale.ROOT) + "@example.org");
        }
    }

    @Override
    public User findById(long id) throws UserNotFound {
        User user = users.get(id);
        if (user == null) {
            throw new UserNotFound(id);
        }
        return user;
    }

    @Override
    public List<User> search(String text) {
        String wanted = text.toLowerCase(Locale.ROOT);
        return users.values().stream()
                .filter(user -> user.name().toLowerCase(Locale.ROOT).contains(wanted))
                .toList();
    }

    @Override
    public User create(String name, @Nullable String email) {
        User user = new User(lastId.incrementAndGet(), name, Optional.ofNullable(email));
        users.put(user.id(), user);
        return user;
    }

    @Override
    public void touch(long id) {
        seen.put(id, Instant.now());
    }
}
