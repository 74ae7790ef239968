package io.harrier.rpc.interop;

import io.harrier.rpc.idl.alltypes.AllTypes;
import io.harrier.rpc.idl.alltypes.AllTypesConstants;
import io.harrier.rpc.idl.alltypes.Blank;
import io.harrier.rpc.idl.alltypes.Chicken;
import io.harrier.rpc.idl.alltypes.Choice;
import io.harrier.rpc.idl.alltypes.Color;
import io.harrier.rpc.idl.alltypes.Failure;
import io.harrier.rpc.idl.alltypes.Fields;
import io.harrier.rpc.idl.alltypes.Mixed;
import io.harrier.rpc.idl.alltypes.Nested;
import io.harrier.rpc.idl.alltypes.Overload;
import io.harrier.rpc.idl.alltypes.Refusal;
import io.harrier.rpc.idl.alltypes.Scalars;
import io.harrier.rpc.idl.alltypes.Tree;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The AllTypes service: gives back what it got, and fails the way it is asked to.
 *
 * <p>Thread-safe. The Python server's handler does the same; {@link AllTypesCalls} says what both
 * must do.
 */
final class AllTypesHandler implements AllTypes.Iface {
    private static final int REFUSAL_CODE = 7;
    private static final long RETRY_AFTER_MILLIS = 250;

    private final Map<String, String> remembered = new ConcurrentHashMap<>();

    @Override
    public String baseName() {
        return AllTypesConstants.NAME;
    }

    @Override
    public int baseAdd(int left, int right) {
        return left + right;
    }

    @Override
    public void basePing() {}

    @Override
    public boolean echoBool(boolean value) {
        return value;
    }

    @Override
    public byte echoByte(byte value) {
        return value;
    }

    @Override
    public short echoShort(short value) {
        return value;
    }

    @Override
    public int echoInt(int value) {
        return value;
    }

    @Override
    public long echoLong(long value) {
        return value;
    }

    @Override
    public double echoDouble(double value) {
        return value;
    }

    @Override
    public String echoString(String value) {
        return value;
    }

    @Override
    public ByteBuffer echoBinary(ByteBuffer value) {
        return value;
    }

    @Override
    public Color echoColor(Color value) {
        return value;
    }

    @Override
    public long echoUserId(long value) {
        return value;
    }

    @Override
    public Scalars echoStruct(Scalars value) {
        return value;
    }

    @Override
    public Fields echoFields(Fields value) {
        return value;
    }

    @Override
    public Nested echoNested(Nested value) {
        return value;
    }

    @Override
    public Choice echoUnion(Choice value) {
        return value;
    }

    @Override
    public Tree echoTree(Tree value) {
        return value;
    }

    @Override
    public Chicken echoChicken(Chicken value) {
        return value;
    }

    @Override
    public List<List<Integer>> echoMatrix(List<List<Integer>> value) {
        return value;
    }

    @Override
    public Map<String, List<Map<Integer, String>>> echoMaps(
            Map<String, List<Map<Integer, String>>> value) {
        return value;
    }

    @Override
    public Set<Long> echoSet(Set<Long> value) {
        return value;
    }

    @Override
    public Map<Integer, Scalars> echoStructs(Map<Integer, Scalars> value) {
        return value;
    }

    @Override
    public List<Color> echoColors(List<Color> value) {
        return value;
    }

    @Override
    public List<ByteBuffer> echoBlobs(List<ByteBuffer> value) {
        return value;
    }

    @Override
    public Mixed mixed(int number, String text, List<Long> longs, Scalars scalars, Choice choice) {
        return new Mixed(number, text, longs, scalars, choice);
    }

    @Override
    public void nothing() {}

    @Override
    public String mayRefuse(Failure how, String text) throws Refusal {
        return switch (how) {
            case NONE -> text;
            case REFUSAL -> throw refusal(text);
            default -> throw undeclared(text);
        };
    }

    @Override
    public int mayFail(Failure how, String text) throws Refusal, Overload {
        return switch (how) {
            case NONE -> text.getBytes(StandardCharsets.UTF_8).length;
            case REFUSAL -> throw refusal(text);
            case OVERLOAD -> throw overload(text);
            default -> throw undeclared(text);
        };
    }

    @Override
    public void voidMayFail(Failure how, String text) throws Refusal, Overload, Blank {
        switch (how) {
            case NONE -> {}
            case REFUSAL -> throw refusal(text);
            case OVERLOAD -> throw overload(text);
            case BLANK -> throw new Blank();
            default -> throw undeclared(text);
        }
    }

    @Override
    public String throwUndeclared(String text) {
        throw undeclared(text);
    }

    @Override
    public void remember(String key, String text) {
        remembered.put(key, text);
    }

    @Override
    public String recall(String key) {
        return remembered.getOrDefault(key, "");
    }

    private static Refusal refusal(String text) {
        return new Refusal(text, REFUSAL_CODE);
    }

    private static Overload overload(String text) {
        return new Overload(text, RETRY_AFTER_MILLIS).setDetails(AllTypesConstants.SCALARS);
    }

    private static RuntimeException undeclared(String text) {
        return new IllegalStateException(text);
    }
}
