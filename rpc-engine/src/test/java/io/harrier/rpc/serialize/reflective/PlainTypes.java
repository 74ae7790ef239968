package io.harrier.rpc.serialize.reflective;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.Serializable;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What {@link PlainService} sends. */
public interface PlainTypes {
    enum Level {
        @RpcField(10)
        LOW,
        @RpcField(20)
        HIGH
    }

    record User(long id, String name, Optional<String> mail, Level level, List<User> friends) {}

    record Page<T>(List<T> items, int total) {}

    record Primitives(
            boolean truth, byte octet, short small, int medium, long large, double real, float f) {}

    record Binaries(byte[] array, ByteBuffer buffer, ByteBuf netty, UUID id) {}

    record Positive(int number) {
        public Positive {
            if (number < 0) {
                throw new IllegalArgumentException("a negative number: " + number);
            }
        }
    }

    /** Set field by field; what is not sent keeps its own value. */
    class Settings {
        @RpcField(2)
        public String theme = "light";

        @RpcField(1)
        public int size = 12;

        @RpcField(3)
        public Optional<String> font;

        @RpcField(4)
        public Level level = Level.LOW;
    }

    /** Made by its constructor, with an inherited field. */
    class Named {
        @RpcField(1)
        private final String name;

        Named(String name) {
            this.name = name;
        }

        public String name() {
            return name;
        }
    }

    final class Aged extends Named {
        @RpcField(2)
        private final int age;

        Aged(String name, int age) {
            super(name);
            this.age = age;
        }

        public int age() {
            return age;
        }
    }

    @Serializable
    final class NotFound extends Exception {
        private static final long serialVersionUID = 1;

        @RpcField(1)
        private final long id;

        public NotFound(long id) {
            super("no user " + id);
            this.id = id;
        }

        public long id() {
            return id;
        }
    }

    @Serializable
    class Busy extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    interface Crud<T> {
        T get(long id) throws NotFound, Busy;

        Page<T> list(Collection<Long> ids);
    }
}
