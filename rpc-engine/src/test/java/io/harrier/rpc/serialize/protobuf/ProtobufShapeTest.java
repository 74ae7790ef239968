package io.harrier.rpc.serialize.protobuf;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.annotation.RpcField;
import io.harrier.rpc.annotation.RpcMethod;
import io.harrier.rpc.schema.SchemaException;
import io.harrier.rpc.schema.annotated.AnnotatedService;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

final class ProtobufShapeTest {
    record Tree(@RpcField(1) List<Tree> children, @RpcField(2) Map<String, Tree> byName) {}

    record Lists(@RpcField(1) List<List<String>> rows) {}

    record Maps(@RpcField(1) Map<String, List<String>> rows) {}

    record Keys(@RpcField(1) Map<UUID, String> rows) {}

    record Deep(@RpcField(1) List<Keys> keys) {}

    record Number(@RpcField(19_000) int number) {}

    interface Sound {
        Tree grow(Tree tree);
    }

    interface TwoParameters {
        Tree grow(Tree tree, int times);
    }

    interface NoParameter {
        Tree grow();
    }

    interface Scalar {
        Tree grow(int times);
    }

    interface ScalarReply {
        String grow(Tree tree);
    }

    interface NoReply {
        void grow(Tree tree);
    }

    interface Oneway {
        @RpcMethod(oneway = true)
        void grow(Tree tree);
    }

    interface ListOfLists {
        Tree grow(Lists lists);
    }

    interface MapOfLists {
        Tree grow(Maps maps);
    }

    interface StrangeKeys {
        Deep grow(Tree tree);
    }

    interface ReservedNumber {
        Number grow(Tree tree);
    }

    @Test
    void require_structsInAndOut_isFine() {
        assertThatCode(() -> require(Sound.class)).doesNotThrowAnyException();
    }

    @Test
    void require_methodsOfAnotherForm_throws() {
        refused(
                TwoParameters.class,
                "TwoParameters.grow takes 2 parameters (expected: one struct; a method of Protobuf"
                        + " takes one message)");
        refused(NoParameter.class, "NoParameter.grow takes 0 parameters (expected: ");
        refused(Scalar.class, "Scalar.grow takes I32 (expected: ");
        refused(ScalarReply.class, "ScalarReply.grow gives STRING (expected: a struct;");
        refused(NoReply.class, "NoReply.grow gives nothing (expected: ");
        refused(Oneway.class, "Oneway.grow is oneway (expected: ");
    }

    @Test
    void require_typesWithoutAForm_throws() {
        refused(ListOfLists.class, ".rows: LIST of LIST (expected: ");
        refused(MapOfLists.class, ".rows: MAP of LIST (expected: ");
        refused(
                StrangeKeys.class,
                "StrangeKeys.grow.reply.keys[].rows: map with keys of UUID (expected: booleans,");
        refused(ReservedNumber.class, ".number: field number 19000 (expected: 1..18999 or");
    }

    private static void refused(Class<?> type, String message) {
        assertThatThrownBy(() -> require(type))
                .isInstanceOf(SchemaException.class)
                .hasMessageContaining(message);
    }

    private static void require(Class<?> type) {
        ProtobufShape.require(AnnotatedService.of(type).schema());
    }
}
