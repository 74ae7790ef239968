package io.harrier.rpc.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.RpcException;
import io.harrier.rpc.idl.alltypes.AllTypes;
import io.harrier.rpc.idl.alltypes.AllTypesConstants;
import io.harrier.rpc.idl.alltypes.Blank;
import io.harrier.rpc.idl.alltypes.Failure;
import io.harrier.rpc.idl.alltypes.Fields;
import io.harrier.rpc.idl.alltypes.Mixed;
import io.harrier.rpc.idl.alltypes.Overload;
import io.harrier.rpc.idl.alltypes.Refusal;
import io.harrier.rpc.idl.unknown.Stranger;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.thrift.TApplicationException;
import org.apache.thrift.TException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DynamicTest;

/**
 * What every implementation of AllTypes must do, as one list of named checks.
 *
 * <p>The checks call an {@link AllTypes.Iface}: any client, connected by any means to any server
 * whose handler behaves as {@link AllTypesHandler}. They share no state and leave the connection
 * usable. The Python client ({@code src/test/interop/python/client.py}) makes the same calls under
 * the same names.
 */
final class AllTypesCalls {
    private static final Duration REMEMBERED_WITHIN = Duration.ofSeconds(5);

    private final List<Check> checks = new ArrayList<>();

    private AllTypesCalls() {
        echoes();
        inherited();
        shapes();
        failures();
        oneway();
    }

    /** The checks, for a JUnit {@code @TestFactory}. */
    static Stream<DynamicTest> against(AllTypes.Iface peer) {
        return new AllTypesCalls()
                .checks.stream()
                        .map(
                                check ->
                                        DynamicTest.dynamicTest(
                                                check.name, () -> check.call.on(peer)));
    }

    /** The checks of methods that the server does not know; the connection must survive them. */
    static Stream<DynamicTest> againstUnknown(io.harrier.rpc.idl.unknown.AllTypes.Iface peer) {
        return Stream.of(
                DynamicTest.dynamicTest(
                        "unknown_method",
                        () -> {
                            assertFails(Ending.UNKNOWN_METHOD, () -> peer.notThere("text"));
                            assertThat(peer.echoInt(1)).isEqualTo(1);
                        }),
                DynamicTest.dynamicTest(
                        "unknown_skippedArguments",
                        () -> {
                            assertFails(
                                    Ending.UNKNOWN_METHOD,
                                    () -> peer.notThereEither(stranger(), true));
                            assertThat(peer.echoInt(2)).isEqualTo(2);
                        }));
    }

    private void echoes() {
        echo("echoBool", AllTypes.Iface::echoBool, AllTypesValues.bools());
        echo("echoByte", AllTypes.Iface::echoByte, AllTypesValues.bytes());
        echo("echoShort", AllTypes.Iface::echoShort, AllTypesValues.shorts());
        echo("echoInt", AllTypes.Iface::echoInt, AllTypesValues.ints());
        echo("echoLong", AllTypes.Iface::echoLong, AllTypesValues.longs());
        echo("echoDouble", AllTypes.Iface::echoDouble, AllTypesValues.doubles());
        echo("echoString", AllTypes.Iface::echoString, AllTypesValues.strings());
        echo("echoBinary", AllTypes.Iface::echoBinary, AllTypesValues.binaries());
        echo("echoColor", AllTypes.Iface::echoColor, AllTypesValues.colors());
        echo("echoUserId", AllTypes.Iface::echoUserId, AllTypesValues.longs());
        echo("echoStruct", AllTypes.Iface::echoStruct, AllTypesValues.structs());
        echo("echoFields", AllTypes.Iface::echoFields, AllTypesValues.fields());
        echo("echoNested", AllTypes.Iface::echoNested, AllTypesValues.nested());
        echo("echoUnion", AllTypes.Iface::echoUnion, AllTypesValues.unions());
        echo("echoTree", AllTypes.Iface::echoTree, AllTypesValues.trees());
        echo("echoChicken", AllTypes.Iface::echoChicken, AllTypesValues.chickens());
        echo("echoMatrix", AllTypes.Iface::echoMatrix, AllTypesValues.matrices());
        echo("echoMaps", AllTypes.Iface::echoMaps, AllTypesValues.maps());
        echo("echoSet", AllTypes.Iface::echoSet, AllTypesValues.sets());
        echo("echoStructs", AllTypes.Iface::echoStructs, AllTypesValues.structMaps());
        echo("echoColors", AllTypes.Iface::echoColors, AllTypesValues.colorLists());
        echo("echoBlobs", AllTypes.Iface::echoBlobs, AllTypesValues.blobLists());
    }

    private void inherited() {
        check("baseName", peer -> assertThat(peer.baseName()).isEqualTo(AllTypesConstants.NAME));
        check("baseAdd", peer -> assertThat(peer.baseAdd(40, 2)).isEqualTo(42));
        check(
                "baseAdd_overflow",
                peer ->
                        assertThat(peer.baseAdd(Integer.MAX_VALUE, 1))
                                .isEqualTo(Integer.MIN_VALUE));
        check("basePing", AllTypes.Iface::basePing);
    }

    private void shapes() {
        check("nothing", AllTypes.Iface::nothing);
        check(
                "mixed",
                peer -> {
                    var sent =
                            new Mixed(
                                    -1,
                                    "五",
                                    List.of(1L, Long.MIN_VALUE),
                                    AllTypesValues.scalars(),
                                    AllTypesValues.choice());
                    assertThat(
                                    peer.mixed(
                                            sent.number,
                                            sent.text,
                                            sent.longs,
                                            sent.scalars,
                                            sent.choice))
                            .isEqualTo(sent);
                });
        check(
                "mixed_nulls",
                peer ->
                        assertThat(peer.mixed(0, null, null, null, null))
                                .isEqualTo(new Mixed().setNumber(0)));
        check(
                "echoFields_unset",
                peer -> {
                    Fields answered = peer.echoFields(new Fields().setMust(3).setMayColor(null));
                    assertThat(answered.getMayColor())
                            .as("its default comes back")
                            .isEqualTo(new Fields().getMayColor());
                    assertThat(
                                    answered.isSetMay()
                                            || answered.isSetMayText()
                                            || answered.isSetFar())
                            .isFalse();
                });
        check(
                "echoString_null",
                peer -> assertFails(Ending.MISSING_RESULT, () -> peer.echoString(null)));
    }

    private void failures() {
        check(
                "mayRefuse_none",
                peer -> assertThat(peer.mayRefuse(Failure.NONE, "yes")).isEqualTo("yes"));
        check(
                "mayRefuse_refusal",
                peer -> assertRefusal(() -> peer.mayRefuse(Failure.REFUSAL, "no 🛑"), "no 🛑"));
        check(
                "mayRefuse_undeclared",
                peer -> assertInternalError(() -> peer.mayRefuse(Failure.UNDECLARED, "boom")));
        check("mayFail_none", peer -> assertThat(peer.mayFail(Failure.NONE, "四🚀")).isEqualTo(7));
        check(
                "mayFail_refusal",
                peer -> assertRefusal(() -> peer.mayFail(Failure.REFUSAL, ""), ""));
        check(
                "mayFail_overload",
                peer -> assertOverload(() -> peer.mayFail(Failure.OVERLOAD, "busy"), "busy"));
        check(
                "mayFail_undeclared",
                peer -> assertInternalError(() -> peer.mayFail(Failure.UNDECLARED, "boom")));
        check("voidMayFail_none", peer -> peer.voidMayFail(Failure.NONE, "fine"));
        check(
                "voidMayFail_refusal",
                peer -> assertRefusal(() -> peer.voidMayFail(Failure.REFUSAL, "no"), "no"));
        check(
                "voidMayFail_overload",
                peer -> assertOverload(() -> peer.voidMayFail(Failure.OVERLOAD, "忙"), "忙"));
        check(
                "voidMayFail_blank",
                peer -> assertThrown(new Blank(), () -> peer.voidMayFail(Failure.BLANK, "x")));
        check(
                "voidMayFail_undeclared",
                peer -> assertInternalError(() -> peer.voidMayFail(Failure.UNDECLARED, "boom")));
        check("throwUndeclared", peer -> assertInternalError(() -> peer.throwUndeclared("boom")));
        check(
                "throwUndeclared_thenEcho",
                peer -> {
                    assertInternalError(() -> peer.throwUndeclared("boom"));
                    assertThat(peer.echoString("still here")).isEqualTo("still here");
                });
    }

    private void oneway() {
        check(
                "remember_thenCall",
                peer -> {
                    String key = UUID.randomUUID().toString();
                    peer.remember(key, "kept 记住");
                    assertThat(peer.echoInt(5)).isEqualTo(5);
                    assertThat(recallWithin(REMEMBERED_WITHIN, peer, key)).isEqualTo("kept 记住");
                });
        check(
                "recall_unknownKey",
                peer -> assertThat(peer.recall(UUID.randomUUID().toString())).isEmpty());
    }

    private <T> void echo(String method, Echo<T> echo, Map<String, T> values) {
        values.forEach(
                (name, value) ->
                        check(
                                method + '_' + name,
                                peer -> assertThat(echo.call(peer, value)).isEqualTo(value)));
    }

    private void check(String name, Call call) {
        checks.add(new Check(name, call));
    }

    /** Asks until the text is there: nothing says when a oneway call has run. */
    private static String recallWithin(Duration limit, AllTypes.Iface peer, String key)
            throws TException {
        long deadlineNanos = System.nanoTime() + limit.toNanos();
        String text = peer.recall(key);
        while (text.isEmpty() && System.nanoTime() < deadlineNanos) {
            text = peer.recall(key);
        }
        return text;
    }

    /**
     * Its bytes are ASCII: Python's servers skip a binary as a string, and close on one that is not
     * UTF-8.
     */
    private static Stranger stranger() {
        var inner = new Stranger(List.of(Map.of("one", 1L), Map.of()), AllTypesValues.blob(100));
        return new Stranger(List.of(), AllTypesValues.blob(0)).setInner(inner);
    }

    private static void assertRefusal(ThrowingCallable call, String reason) {
        assertThrown(new Refusal(reason, 7), call);
    }

    private static void assertOverload(ThrowingCallable call, String message) {
        assertThrown(new Overload(message, 250).setDetails(AllTypesConstants.SCALARS), call);
    }

    private static void assertThrown(Exception expected, ThrowingCallable call) {
        assertThat((Throwable) thrown(expected.getClass(), call)).isEqualTo(expected);
    }

    private static void assertInternalError(ThrowingCallable call) {
        assertFails(Ending.INTERNAL_ERROR, call);
    }

    private static void assertFails(Ending ending, ThrowingCallable call) {
        ending.assertIs(catchThrowable(call));
    }

    private static <T extends Throwable> T thrown(Class<T> type, ThrowingCallable call) {
        T thrown = catchThrowableOfType(type, call);
        assertThat(thrown).as("nothing thrown, expected %s", type.getSimpleName()).isNotNull();
        return thrown;
    }

    /**
     * Ends of a call that the IDL does not name, as the clients of libthrift and ours tell them.
     */
    private enum Ending {
        UNKNOWN_METHOD(TApplicationException.UNKNOWN_METHOD, ErrorKind.UNKNOWN_METHOD),
        INTERNAL_ERROR(TApplicationException.INTERNAL_ERROR, ErrorKind.HANDLER_FAILED),
        MISSING_RESULT(TApplicationException.MISSING_RESULT, ErrorKind.BAD_REPLY);

        private final int type;
        private final ErrorKind kind;

        Ending(int type, ErrorKind kind) {
            this.type = type;
            this.kind = kind;
        }

        void assertIs(Throwable thrown) {
            if (thrown instanceof RpcException ours) {
                assertThat(ours.kind()).isEqualTo(kind);
            } else {
                assertThat(thrown).isInstanceOf(TApplicationException.class);
                assertThat(((TApplicationException) thrown).getType()).isEqualTo(type);
            }
        }
    }

    private record Check(String name, Call call) {}

    @FunctionalInterface
    private interface Call {
        void on(AllTypes.Iface peer) throws TException;
    }

    @FunctionalInterface
    private interface Echo<T> {
        T call(AllTypes.Iface peer, T value) throws TException;
    }
}
