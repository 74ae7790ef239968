package io.harrier.rpc.schema.annotated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.annotation.Serializable;
import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.MethodSchema;
import io.harrier.rpc.schema.Requiredness;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.idl.ThriftIdl;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

final class AnnotatedServiceTest {
    record Request(Instant since) {}

    record Half(@RpcField(1) int one, int two) {}

    record Twice(@RpcField(1) int one, @RpcField(1) int two) {}

    record Far(@RpcField(40_000) int one) {}

    static class NoId {
        int count;
    }

    static class NoConstructor {
        @RpcField(1)
        final int count;

        NoConstructor(String count) {
            this.count = count.length();
        }
    }

    class Inner {
        @RpcField(1)
        int count;
    }

    enum Mood {
        @RpcField(1)
        GOOD,
        BAD
    }

    enum Same {
        @RpcField(1)
        GOOD,
        @RpcField(1)
        BAD
    }

    enum Ordinals {
        FIRST,
        SECOND
    }

    @Serializable
    static class Declared extends Exception {
        private static final long serialVersionUID = 1;

        @RpcField(3)
        String reason;
    }

    record Node(Optional<String> name, Integer boxed, int plain, List<Node> nodes, Node next) {}

    interface Good {
        Node find(@SuppressWarnings("unused") long id, Optional<Node> near)
                throws Declared, Exception;

        @RpcMethod(idempotent = true)
        CompletionStage<Map<Ordinals, byte[]>> map();

        @RpcMethod(oneway = true, name = "shout")
        void tell(String text);
    }

    interface Users {
        void find(Request request);
    }

    @Test
    void of_anInterface_givesItsSchema() {
        ServiceSchema schema = AnnotatedService.of(Good.class).schema();

        assertThat(schema.name()).isEqualTo("Good");
        assertThat(schema.methods().stream().map(MethodSchema::name))
                .containsExactly("find", "map", "shout");
        MethodSchema find = schema.methods().get(0);
        assertThat(find.arguments().fields().stream().map(FieldSchema::name))
                .containsExactly("id", "near");
        assertThat(find.reply().fields().stream().map(FieldSchema::id)).containsExactly(0, 1);
        assertThat(schema.methods().get(2).isOneway()).isTrue();
        assertThat(schema.methods().stream().map(MethodSchema::isIdempotent))
                .containsExactly(false, true, false);
    }

    @Test
    void of_aRecord_numbersItsComponentsAndKnowsWhichMayLack() {
        StructSchema node =
                AnnotatedService.of(Good.class)
                        .schema()
                        .methods()
                        .get(0)
                        .reply()
                        .field(0)
                        .type()
                        .struct();

        assertThat(node.fields().stream().map(FieldSchema::id)).containsExactly(1, 2, 3, 4, 5);
        assertThat(node.fields().stream().map(FieldSchema::requiredness))
                .containsExactly(
                        Requiredness.OPTIONAL,
                        Requiredness.OPTIONAL,
                        Requiredness.DEFAULT,
                        Requiredness.DEFAULT,
                        Requiredness.OPTIONAL);
        assertThat(node.field(5).type().struct()).isSameAs(node);
    }

    record Must(
            @RpcField(value = 1, required = true) long id,
            @RpcField(value = 2, required = true) Must inner,
            @RpcField(value = 3, required = true) Integer boxed,
            @RpcField(4) String text) {}

    interface OfMust {
        void call(Must must);
    }

    record Either(@RpcField(value = 1, required = true) Optional<String> text) {}

    interface OfEither {
        void call(Either either);
    }

    @Test
    void of_requiredFields_isToldByTheIdl_andChangesNothingElse() {
        AnnotatedService service = AnnotatedService.of(OfMust.class);

        assertThat(ThriftIdl.asIs(service.schema(), "any"))
                .contains("1: required i64 id")
                .contains("2: required Must inner")
                .contains("3: required i32 boxed")
                .contains("4: string text");
        assertThat(service.methods().get(0).parameters().get(0).type().raw()).isEqualTo(Must.class);
        assertThat(
                        service.types()
                                .struct(service.methods().get(0).parameters().get(0).type())
                                .fields())
                .extracting(AnnotatedField::isPlain)
                .containsExactly(true, false, false, true);
    }

    @Test
    void of_requiredOptional_isRefused() {
        assertMessage(OfEither.class, ".text is required and an Optional (expected: one of both)");
    }

    @Test
    void of_unsupportedType_namesThePathToIt() {
        assertRefused(
                Users.class,
                "Users.find.request.since: java.time.Instant is no type of the wire (expected: a"
                        + " primitive or its box, String, byte[], ByteBuffer, ByteBuf, UUID, an"
                        + " enum, List, Set, Map, a record, a class with @RpcField; Optional around"
                        + " one of them)",
                "Use one of these, or carry what is in it in a record of your own.");
    }

    interface TakesNoId {
        void call(List<NoId> values);
    }

    @Test
    void of_classFieldWithoutId_namesTheField() {
        assertRefused(
                TakesNoId.class,
                NoId.class.getName() + ".count has no field id (expected: @RpcField(1..32767))",
                "Put @RpcField(n) on the field, with a number that no other field has; or make it"
                        + " transient, and it does not travel; or make the class a record, whose"
                        + " components are numbered by their order.");
    }

    interface TakesHalf {
        void call(Half value);
    }

    interface TakesTwice {
        void call(Twice value);
    }

    interface TakesFar {
        void call(Far value);
    }

    interface TakesNoConstructor {
        void call(NoConstructor value);
    }

    interface TakesInner {
        void call(Inner value);
    }

    interface TakesMood {
        void call(Mood value);
    }

    interface TakesSame {
        void call(Same value);
    }

    interface TakesRaw {
        @SuppressWarnings("rawtypes")
        void call(List values);
    }

    interface TakesWildcards {
        void call(List<?> values);
    }

    interface GivesRaw {
        @SuppressWarnings("rawtypes")
        CompletionStage call();
    }

    interface TakesOptionals {
        void call(List<Optional<String>> values);
    }

    @Test
    void of_typesThatCannotTravel_saysWhy() {
        assertMessage(TakesHalf.class, "1 of 2 components have @RpcField (expected: all, or none)");
        assertMessage(TakesTwice.class, "gives a field id twice (expected: one each)");
        assertMessage(TakesFar.class, "one has field id 40000 (expected: 1..32767)");
        assertMessage(TakesNoConstructor.class, "or one that takes [int], the fields by their ids");
        assertMessage(TakesInner.class, "has no constructor to read it with");
        assertMessage(TakesMood.class, "TakesMood.call.value: ");
        assertMessage(TakesMood.class, "1 of 2 constants have a number (expected: all, or none)");
        assertMessage(TakesSame.class, "constants {GOOD=1, BAD=1} (expected: a number of its own");
        assertMessage(TakesRaw.class, "TakesRaw.call.values is a raw List (expected: its types)");
        assertMessage(TakesWildcards.class, "values[]: java.lang.Object is no type of the wire");
        assertMessage(GivesRaw.class, "call.result: java.lang.Object is no type of the wire");
        assertMessage(TakesOptionals.class, "values[]: java.util.Optional is no type of the wire");
    }

    interface Overloads {
        void call(int value);

        void call(String value);
    }

    interface OnewayValue {
        @RpcMethod(oneway = true)
        int call();
    }

    interface ThrowsIo {
        void call() throws IOException;
    }

    @Test
    void of_methodsThatCannotBeCalled_saysWhy() {
        assertMessage(Overloads.class, "has two methods named call: [");
        assertMessage(OnewayValue.class, "OnewayValue.call is oneway and has a value");
        assertRefused(
                ThrowsIo.class,
                "ThrowsIo.call declares java.io.IOException (expected: exceptions with"
                        + " @Serializable)",
                "Put @Serializable on the exception and @RpcField(n) on its fields, and callers"
                        + " get it as itself; or do not declare it.");
    }

    private static void assertMessage(Class<?> type, String part) {
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> AnnotatedService.of(type))
                .withMessageContaining(part);
    }

    private static void assertRefused(Class<?> type, String message, String advice) {
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> AnnotatedService.of(type))
                .withMessage(message)
                .satisfies(e -> assertThat(e.advice()).isEqualTo(advice));
    }
}
