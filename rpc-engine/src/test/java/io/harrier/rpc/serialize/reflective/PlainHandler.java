package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.serialize.reflective.PlainTypes.Aged;
import io.harrier.rpc.serialize.reflective.PlainTypes.Binaries;
import io.harrier.rpc.serialize.reflective.PlainTypes.Busy;
import io.harrier.rpc.serialize.reflective.PlainTypes.Level;
import io.harrier.rpc.serialize.reflective.PlainTypes.NotFound;
import io.harrier.rpc.serialize.reflective.PlainTypes.Page;
import io.harrier.rpc.serialize.reflective.PlainTypes.Positive;
import io.harrier.rpc.serialize.reflective.PlainTypes.Primitives;
import io.harrier.rpc.serialize.reflective.PlainTypes.Settings;
import io.harrier.rpc.serialize.reflective.PlainTypes.User;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import reactor.core.publisher.Mono;

/** Gives back what it gets. */
public final class PlainHandler implements PlainService {
    final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    final AtomicInteger monos = new AtomicInteger();

    @Override
    public User get(long id) throws NotFound {
        if (id == 0) {
            throw new NotFound(id);
        }
        if (id < 0) {
            throw new Busy();
        }
        return new User(id, "u" + id, Optional.of("m"), Level.HIGH, List.of());
    }

    @Override
    public Page<User> list(Collection<Long> ids) {
        List<User> users =
                ids.stream()
                        .map(id -> new User(id, "u", Optional.empty(), null, List.of()))
                        .toList();
        return new Page<>(users, users.size());
    }

    @Override
    public Primitives primitives(
            Primitives value,
            boolean truth,
            byte octet,
            short small,
            int medium,
            long large,
            double real,
            float f) {
        return value == null ? new Primitives(truth, octet, small, medium, large, real, f) : value;
    }

    @Override
    public Integer boxed(Integer value) {
        return value;
    }

    @Override
    public Binaries binaries(Binaries value) {
        return value;
    }

    @Override
    public Map<Level, Set<UUID>> containers(Map<Level, Set<UUID>> value) {
        return value;
    }

    @Override
    public Optional<String> maybe(Optional<String> value) {
        return value;
    }

    @Override
    public Settings settings(Settings value) {
        return value;
    }

    @Override
    public Aged aged(Aged value) {
        return value;
    }

    @Override
    public Positive positive(Positive value) {
        return value;
    }

    @Override
    public String nothing() {
        return null;
    }

    @Override
    public void done() {}

    @Override
    public CompletionStage<String> stage(String value) {
        return CompletableFuture.supplyAsync(() -> value);
    }

    @Override
    public CompletableFuture<Void> future(String value) {
        return CompletableFuture.failedFuture(new Busy());
    }

    @Override
    public Mono<String> mono(String value) {
        return Mono.fromSupplier(() -> value + monos.incrementAndGet());
    }

    @Override
    public void tell(String value) {
        told.add(value);
    }

    @Override
    public String findByName(String name) {
        return "by name " + name;
    }

    @Override
    public String find(long id) {
        return "by id " + id;
    }
}
