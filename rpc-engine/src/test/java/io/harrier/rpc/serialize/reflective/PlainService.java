package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.serialize.reflective.PlainTypes.Aged;
import io.harrier.rpc.serialize.reflective.PlainTypes.Binaries;
import io.harrier.rpc.serialize.reflective.PlainTypes.Crud;
import io.harrier.rpc.serialize.reflective.PlainTypes.Level;
import io.harrier.rpc.serialize.reflective.PlainTypes.Positive;
import io.harrier.rpc.serialize.reflective.PlainTypes.Primitives;
import io.harrier.rpc.serialize.reflective.PlainTypes.Settings;
import io.harrier.rpc.serialize.reflective.PlainTypes.User;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import reactor.core.publisher.Mono;

/** A service of every Java type and every kind of method. */
public interface PlainService extends Crud<User> {
    Primitives primitives(
            Primitives value,
            boolean truth,
            byte octet,
            short small,
            int medium,
            long large,
            double real,
            float f);

    Integer boxed(Integer value);

    Binaries binaries(Binaries value);

    Map<Level, Set<UUID>> containers(Map<Level, Set<UUID>> value);

    Optional<String> maybe(Optional<String> value);

    Settings settings(Settings value);

    Aged aged(Aged value);

    Positive positive(Positive value);

    String nothing();

    void done();

    CompletionStage<String> stage(String value);

    CompletableFuture<Void> future(String value);

    Mono<String> mono(String value);

    @RpcMethod(oneway = true)
    void tell(String value);

    @RpcMethod(name = "find")
    String findByName(String name);

    @RpcMethod(name = "findById")
    String find(long id);

    default String greeting() {
        return "hello";
    }
}
