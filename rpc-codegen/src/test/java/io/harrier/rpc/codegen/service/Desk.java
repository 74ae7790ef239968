package io.harrier.rpc.codegen.service;

import io.harrier.rpc.annotation.RpcClient;
import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.annotation.RpcService;
import io.harrier.rpc.annotation.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Services of all shapes, their handlers, and a place where a client is injected. */
final class Desk {
    private Desk() {}

    @Serializable
    record Person(String name, int age) {}

    /** Has no generated serializer. */
    record Badge(long number) {}

    @Serializable
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1;

        @io.harrier.rpc.annotation.RpcField(1)
        String reason = "";

        Refused() {}

        Refused(String reason) {
            this.reason = reason;
        }
    }

    /** Inherited, with a type that the heir knows. */
    interface Keeper<T> {
        T keep(T kept);
    }

    interface Reception extends Keeper<Person> {
        Badge admit(Person person, boolean loudly, byte floor, short room, double height)
                throws Refused;

        long count(List<Person> all, Map<String, Badge> badges);

        boolean flip(boolean given);

        void forget();

        CompletionStage<String> later(String text);

        @RpcMethod(oneway = true)
        void note(String text);

        @RpcMethod(name = "concat")
        byte[] join(byte... parts);

        default int joined() {
            return join((byte) 1, (byte) 2).length;
        }
    }

    /** The same, from the caller's side. */
    interface AsyncReception {
        CompletableFuture<Badge> admit(
                Person person, boolean loudly, byte floor, short room, double height);

        CompletableFuture<Void> forget();
    }

    /** The same, without the exception. */
    interface Silent {
        Badge admit(Person person, boolean loudly, byte floor, short room, double height);
    }

    @RpcService
    static final class Receptionist implements Reception {
        final List<String> notes = new ArrayList<>();

        /** The classes on the stack of {@link #flip}, the handler's first. */
        volatile List<String> callers = List.of();

        @Override
        public Badge admit(Person person, boolean loudly, byte floor, short room, double height)
                throws Refused {
            if (person.age() < 18) {
                throw new Refused(person.name() + " is " + person.age());
            }
            return new Badge(floor * 1000L + room + (loudly ? 1 : 0) + (long) height);
        }

        @Override
        public long count(List<Person> all, Map<String, Badge> badges) {
            return all.size() * 10L + badges.size();
        }

        @Override
        public boolean flip(boolean given) {
            callers =
                    StackWalker.getInstance(StackWalker.Option.SHOW_HIDDEN_FRAMES)
                            .walk(
                                    frames ->
                                            frames.map(StackWalker.StackFrame::getClassName)
                                                    .toList());
            return !given;
        }

        @Override
        public void forget() {
            synchronized (notes) {
                notes.clear();
            }
        }

        @Override
        public CompletionStage<String> later(String text) {
            return CompletableFuture.supplyAsync(() -> text + "!");
        }

        @Override
        public void note(String text) {
            synchronized (notes) {
                notes.add(text);
            }
        }

        @Override
        public byte[] join(byte... parts) {
            return parts;
        }

        @Override
        public Person keep(Person kept) {
            return kept;
        }
    }

    /** Only its parameter counts. */
    static final class Visitor {
        Visitor(
                @RpcClient("desk") AsyncReception reception,
                @RpcClient("desk") java.util.Optional<Silent> silent) {}
    }
}
