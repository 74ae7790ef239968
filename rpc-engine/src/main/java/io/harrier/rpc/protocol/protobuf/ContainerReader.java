package io.harrier.rpc.protocol.protobuf;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBuf;

/**
 * Goes from element to element, which may have a tag each, or stand packed behind one, or both.
 *
 * <p>The elements of a list may stand apart, with other fields between them. Who reads wants them
 * all at once. Those that stand together are given, which are all, with every writer known. When
 * the field comes again, all of its elements are given again in the place of the first ones,
 * wherever in the message they stand.
 */
abstract class ContainerReader extends PageReader {
    static final int FIELD = 0;
    private static final int ELEMENTS = 1;
    private static final int KEYS = 2;
    private static final int VALUES = 3;

    /** So many bytes may be read twice for each byte of the message, and some more. */
    private static final int REREADS = 16;

    private static final int REREAD_BYTES = 4096;

    /** Where the message begins that is being read, and the field in it. */
    int start;

    int fieldAt;

    /** Of the field, or of the elements. */
    int tag;

    /** The fields that were gone into: the bit of a number is that of its low six bits. */
    long seen;

    /** What is being read: a field, elements, keys, values. */
    int place = FIELD;

    /** Something stands before the next value, unless that is before this index. */
    int stop = Integer.MAX_VALUE;

    /** Where reading goes on behind the container. */
    int resume;

    /** Where the next entry is looked for, and where the value of this one is. */
    int nextEntry;

    int valueAt;

    /** Wire types of elements or values, and of keys. */
    int elementWire;

    int keyWire;

    /** Whether the values are structs: parts of one are joined, of others the last counts. */
    boolean isStruct;

    private long rereadLeft = -1;

    ContainerReader(ByteBuf in, ReadLimits limits) {
        super(in, limits);
    }

    /** Notes that all of this field was given: it is passed over if it comes once more. */
    abstract void setDone();

    @Override
    public final int beginElements(byte container, byte element) {
        requireFlat(container, element);
        beginNested();
        elementWire = Wires.of(element);
        boolean again = isAgain();
        at = again ? start : fieldAt;
        int first = at;
        int count =
                elementWire == Wires.LENGTH
                        ? countTagged(again, Wires.LENGTH)
                        : countScalars(again);
        claimElements(count, 1, end - first);
        goOn(again, first);
        place = ELEMENTS;
        stop = 0;
        return count;
    }

    @Override
    public final void endElements() {
        endContainer();
    }

    @Override
    public final int beginEntries(byte key, byte value) {
        requireFlat(WireTypes.MAP, value);
        beginNested();
        keyWire = Wires.of(key);
        elementWire = Wires.of(value);
        isStruct = value == WireTypes.STRUCT;
        boolean again = isAgain();
        at = again ? start : fieldAt;
        int first = at;
        int count = countTagged(again, Wires.LENGTH);
        claimElements(count, 1, end - first);
        goOn(again, first);
        place = KEYS;
        nextEntry = first;
        stop = 0;
        return count;
    }

    @Override
    public final void endEntries() {
        endContainer();
    }

    private void endContainer() {
        endNested();
        at = resume;
        place = FIELD;
        stop = Integer.MAX_VALUE;
    }

    private void requireFlat(byte container, byte element) {
        if (place != FIELD || Wires.isContainer(element)) {
            throw new ProtocolException(
                    WireTypes.name(container)
                            + (place == FIELD
                                    ? " of " + WireTypes.name(element)
                                    : " in a container")
                            + " (expected: scalars, strings or structs; Protobuf has nothing else)");
        }
    }

    /** Goes to the first of the elements, having found out where they end. */
    private void goOn(boolean again, int first) {
        resume = again ? behindField() : at;
        at = first;
    }

    /** Those with a tag each: from here to another field, or all in the message. */
    private int countTagged(boolean all, int wire) {
        int count = 0;
        while (at < end) {
            int before = at;
            int next = readTag();
            boolean isOne = next >>> 3 == tag >>> 3;
            if (isOne) {
                requireWire(next, wire);
                count++;
            } else if (!all) {
                at = before;
                break;
            }
            skip(next);
            if (all && isOne) {
                charge(at - before);
            }
        }
        return count;
    }

    private int countScalars(boolean all) {
        int count = 0;
        while (at < end) {
            int before = at;
            int next = readTag();
            boolean isOne = next >>> 3 == tag >>> 3;
            if (isOne && (next & 7) == Wires.LENGTH) {
                count += countPacked();
                continue;
            }
            if (isOne) {
                requireWire(next, elementWire);
                count++;
            } else if (!all) {
                at = before;
                break;
            }
            skip(next);
        }
        return count;
    }

    private int countPacked() {
        int length = readLength(end);
        int count = elementWire == Wires.VARINT ? countVarints(length) : length / Long.BYTES;
        if (elementWire == Wires.FIXED64 && length % Long.BYTES != 0) {
            throw new ProtocolException(
                    "packed list: " + length + " bytes (expected: 8 for each double)");
        }
        at += length;
        return count;
    }

    static void requireWire(int tag, int wire) {
        if ((tag & 7) != wire) {
            throw new ProtocolException(Wires.name(tag) + " (expected: " + Wires.name(wire) + ')');
        }
    }

    /** Whether the field was gone into before; then all of its parts are read again. */
    final boolean isAgain() {
        long bit = 1L << (tag >>> 3);
        if ((seen & bit) == 0) {
            seen |= bit;
            return false;
        }
        if (!occursBefore()) {
            return false;
        }
        setDone();
        return true;
    }

    /** Another field may have the same bit. */
    private boolean occursBefore() {
        int here = at;
        boolean found = false;
        at = start;
        while (at < fieldAt && !found) {
            int next = readTag();
            found = next >>> 3 == tag >>> 3;
            skip(next);
        }
        at = here;
        return found;
    }

    /** Pays for bytes that are read again: what they hold may be read again too, level by level. */
    final void charge(int again) {
        if (rereadLeft < 0) {
            rereadLeft = (long) REREADS * zerosAt + REREAD_BYTES;
        }
        rereadLeft -= again;
        if (rereadLeft < 0) {
            throw new ProtocolException(
                    ErrorKind.LIMIT_EXCEEDED,
                    "parts of one field that stand apart: nested too deeply (expected: together)");
        }
    }

    /** Where the field ends that is being read. */
    final int behindField() {
        at = fieldAt;
        skip(readTag());
        return at;
    }

    /** Passes what stands before the next element, key or value. */
    final void hop() {
        if (place == ELEMENTS) {
            hopToElement();
        } else if (place == KEYS) {
            hopToKey();
        } else {
            at = valueAt;
            place = KEYS;
        }
    }

    private void hopToElement() {
        int next = hopToField();
        while (elementWire != Wires.LENGTH && (next & 7) == Wires.LENGTH) {
            int length = readLength(end);
            stop = at + length;
            if (length > 0) {
                return;
            }
            next = hopToField();
        }
        stop = 0;
    }

    /** They were counted: there is one more. */
    private int hopToField() {
        int next = readTag();
        while (next >>> 3 != tag >>> 3) {
            skip(next);
            next = readTag();
        }
        return next;
    }

    private void hopToKey() {
        at = nextEntry;
        hopToField();
        int entryEnd = readLength(end);
        entryEnd += at;
        int keyAt = zerosAt;
        valueAt = zerosAt;
        while (at < entryEnd) {
            int next = readTag();
            if (next >>> 3 == 1) {
                requireWire(next, keyWire);
                keyAt = at;
            } else if (next >>> 3 == 2) {
                requireWire(next, elementWire);
                valueAt = isStruct && valueAt != zerosAt ? joinValues() : at;
            }
            skip(next);
        }
        if (at > entryEnd) {
            throw cutOff();
        }
        nextEntry = entryEnd;
        at = keyAt;
        place = VALUES;
    }

    /** Puts the value so far and the one that starts here behind one another, and says where. */
    private int joinValues() {
        int here = at;
        at = valueAt;
        int soFar = readLength(bytes.length);
        int first = at;
        at = here;
        int more = readLength(end);
        int second = at;
        charge(soFar + more);
        int lengthBytes = PageWriter.sizeOf(soFar + more);
        int to = append(lengthBytes + soFar + more);
        putLength(to, soFar + more, lengthBytes);
        System.arraycopy(bytes, first, bytes, to + lengthBytes, soFar);
        System.arraycopy(bytes, second, bytes, to + lengthBytes + soFar, more);
        at = here;
        return to;
    }
}
