package io.harrier.rpc.codegen.types;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.Serializable;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Types of every form that a generated serializer knows. */
public final class Samples {
    private Samples() {}

    public enum Level {
        @RpcField(10)
        LOW,
        @RpcField(20)
        HIGH,
        @RpcField(-1)
        NONE
    }

    enum Mood {
        GOOD,
        BAD
    }

    @Serializable
    record Primitives(
            boolean truth, byte octet, short small, int medium, long large, double real, float f) {}

    @Serializable
    record Boxes(
            Boolean truth,
            Byte octet,
            Short small,
            Integer medium,
            Long large,
            Double real,
            Float f,
            String text,
            UUID id,
            Level level,
            Mood mood) {}

    @Serializable
    record Binaries(byte[] array, ByteBuffer buffer, ByteBuf netty) {}

    @Serializable
    record Optionals(
            Optional<String> text,
            Optional<Integer> number,
            Optional<Level> level,
            Optional<User> user,
            Optional<List<? extends Level>> levels) {}

    @Serializable
    public record User(
            @RpcField(3) long id,
            @RpcField(1) String name,
            @RpcField(2) Level level,
            @RpcField(400) List<User> friends) {}

    @Serializable
    record Page<T>(List<T> items, int total, T first, Optional<T> last) {}

    @Serializable
    record Pair<A extends Comparable<A>, B>(A one, B other, Map<A, List<B>> all) {}

    @Serializable
    record Tree<T>(T value, List<Tree<T>> children, Page<T> page) {}

    @Serializable
    record Containers(
            List<List<Integer>> matrix,
            Map<String, List<Map<Integer, String>>> maps,
            Set<Long> numbers,
            Map<Integer, Boxes> structs,
            Collection<Level> levels,
            Map<Level, Set<String>> words,
            List<byte[]> blobs,
            List<? extends User> users,
            Map<UUID, Map<Boolean, List<Double>>> deep) {}

    @Serializable
    record Generics(
            Page<User> users,
            Page<String> texts,
            Page<List<Level>> levels,
            Pair<String, Page<Integer>> pair,
            Tree<Mood> tree,
            List<Pair<Long, UUID>> pairs,
            Page<Shape> shapes,
            Map<String, ? extends Page<byte[]>> blobs) {}

    @Serializable
    public sealed interface Shape permits Square, Circle, Group {}

    @Serializable
    @RpcField(2)
    public record Square(int side) implements Shape {}

    @Serializable
    @RpcField(1)
    public record Circle(double radius) implements Shape {
        public Circle {
            if (radius < 0) {
                throw new IllegalArgumentException("a negative radius: " + radius);
            }
        }
    }

    @Serializable
    @RpcField(7)
    public record Group(List<Shape> shapes, Shape main) implements Shape {}

    /** Set field by field; what is not sent keeps its own value. */
    @Serializable
    public static class Settings {
        @RpcField(2)
        public String theme = "light";

        @RpcField(1)
        int size = 12;

        @RpcField(3)
        protected Optional<String> font;

        @RpcField(4)
        Level level = Level.LOW;

        transient int visits;
        static int all;
    }

    /** Set by methods. */
    @Serializable
    static class Bean<T> extends Settings {
        @RpcField(5)
        private boolean active;

        @RpcField(6)
        private List<T> values;

        @RpcField(7)
        private T value;

        public boolean isActive() {
            return active;
        }

        public void setActive(boolean active) {
            this.active = active;
        }

        public List<T> getValues() {
            return values;
        }

        public void setValues(List<T> values) {
            this.values = values;
        }

        T value() {
            return value;
        }

        void setValue(T value) {
            this.value = value;
        }
    }

    @Serializable
    static final class StringBean extends Bean<String> {}

    @Serializable
    record Beans(Bean<Level> levels, StringBean strings, Settings settings, Aged aged) {}

    static class Named {
        @RpcField(1)
        private final String name;

        Named(String name) {
            this.name = name;
        }

        public String getName() {
            return name;
        }
    }

    /** Made by its constructor, with an inherited field. */
    @Serializable
    static final class Aged extends Named {
        @RpcField(2)
        final int age;

        Aged(String name, int age) throws java.io.IOException {
            super(name);
            this.age = age;
            if (age == Integer.MIN_VALUE) {
                throw new java.io.IOException("too young");
            }
        }
    }

    @Serializable
    static final class NotFound extends Exception {
        private static final long serialVersionUID = 1;

        @RpcField(1)
        private final long id;

        NotFound(long id) {
            super("no user " + id);
            this.id = id;
        }

        public long id() {
            return id;
        }
    }

    @Serializable
    record Failures(List<NotFound> failures) {}

    @Serializable
    record Nothing() {}

    /** Everything at once. */
    @Serializable
    record All(
            Primitives primitives,
            Boxes boxes,
            Binaries binaries,
            Optionals optionals,
            User user,
            Containers containers,
            Generics generics,
            Shape shape,
            Beans beans,
            Failures failures,
            Nothing nothing,
            All next) {}

    /** What has serializers, without type parameters. */
    public static List<Class<?>> plain() {
        return List.of(
                Primitives.class,
                Boxes.class,
                Binaries.class,
                Optionals.class,
                User.class,
                Containers.class,
                Generics.class,
                Shape.class,
                Group.class,
                Settings.class,
                StringBean.class,
                Beans.class,
                Aged.class,
                Failures.class,
                Nothing.class,
                All.class);
    }
}
