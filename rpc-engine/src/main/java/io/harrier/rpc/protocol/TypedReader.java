package io.harrier.rpc.protocol;

import io.harrier.rpc.error.ProtocolException;
import io.netty.buffer.ByteBuf;

/**
 * A reader whose bytes tell their types: Thrift's protocols, not Protobuf. Values can be read, and
 * passed over, by somebody who knows nothing of them.
 */
public abstract class TypedReader extends ProtocolReader {

    protected TypedReader(ByteBuf buffer, ReadLimits limits) {
        super(buffer, limits);
    }

    /** The type of the field whose value comes next. */
    public abstract byte fieldType();

    /**
     * Goes into a list or set of any type; {@link #elementType()} tells which, until its first
     * element is read.
     */
    public abstract int beginElements(byte container);

    /** Of the list or set that has just begun, or the type of the values of the map that has. */
    public abstract byte elementType();

    /** Goes into a map of any types; those of an empty one mean nothing. */
    public abstract int beginEntries();

    /** Of the map that has just begun. */
    public abstract byte keyType();

    /** Passes over a value without parts. */
    protected abstract void skipScalar(byte type);

    /** Passes over values without parts; their count was checked. */
    protected void skipScalars(byte type, int count) {
        for (int i = 0; i < count; i++) {
            skipScalar(type);
        }
    }

    @Override
    public final void expectField(byte type) {
        if (fieldType() != type) {
            throw new ProtocolException(
                    WireTypes.name(fieldType()) + " (expected: " + WireTypes.name(type) + ')');
        }
    }

    @Override
    public final void skipField() {
        skip(fieldType());
    }

    @Override
    public final int beginElements(byte container, byte element) {
        int count = beginElements(container);
        if (count > 0 && elementType() != element) {
            throw new ProtocolException(
                    WireTypes.name(container)
                            + " of "
                            + WireTypes.name(elementType())
                            + " (expected: of "
                            + WireTypes.name(element)
                            + ')');
        }
        return count;
    }

    @Override
    public final int beginEntries(byte key, byte value) {
        int count = beginEntries();
        if (count > 0 && (keyType() != key || elementType() != value)) {
            throw new ProtocolException(
                    "map of "
                            + WireTypes.name(keyType())
                            + " to "
                            + WireTypes.name(elementType())
                            + " (expected: of "
                            + WireTypes.name(key)
                            + " to "
                            + WireTypes.name(value)
                            + ')');
        }
        return count;
    }

    /**
     * Passes over a value that nobody wants.
     *
     * @throws ProtocolException also if it is nested too deeply, or there is no such type
     */
    public final void skip(byte type) {
        switch (type) {
            case WireTypes.STRUCT -> skipStruct();
            case WireTypes.LIST, WireTypes.SET -> skipElements(type);
            case WireTypes.MAP -> skipEntries();
            default -> skipScalar(type);
        }
    }

    private void skipStruct() {
        beginStruct();
        while (nextField()) {
            skipField();
        }
        endStruct();
    }

    private void skipElements(byte container) {
        int count = beginElements(container);
        byte type = elementType();
        if (hasParts(type)) {
            for (int i = 0; i < count; i++) {
                skip(type);
            }
        } else if (count > 0) {
            skipScalars(type, count);
        }
        endElements();
    }

    private void skipEntries() {
        int count = beginEntries();
        byte key = keyType();
        byte value = elementType();
        for (int i = 0; i < count; i++) {
            skip(key);
            skip(value);
        }
        endEntries();
    }

    private static boolean hasParts(byte type) {
        return type >= WireTypes.STRUCT && type <= WireTypes.LIST;
    }
}
