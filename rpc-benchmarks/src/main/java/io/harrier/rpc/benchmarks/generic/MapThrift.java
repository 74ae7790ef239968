package io.harrier.rpc.benchmarks.generic;

import io.harrier.rpc.schema.FieldSchema;
import io.harrier.rpc.schema.StructSchema;
import io.harrier.rpc.schema.TypeSchema;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.thrift.TException;
import org.apache.thrift.protocol.TField;
import org.apache.thrift.protocol.TList;
import org.apache.thrift.protocol.TMap;
import org.apache.thrift.protocol.TProtocol;
import org.apache.thrift.protocol.TProtocolUtil;
import org.apache.thrift.protocol.TStruct;
import org.apache.thrift.protocol.TType;
import org.jspecify.annotations.Nullable;

/** Maps through libthrift's protocol by a schema: a straight walk, nothing looked up twice. */
final class MapThrift {
    private static final TStruct STRUCT = new TStruct();

    private final Map<StructSchema, TField[]> heads = new java.util.IdentityHashMap<>();

    void write(StructSchema struct, Map<?, ?> value, TProtocol out) throws TException {
        out.writeStructBegin(STRUCT);
        List<FieldSchema> fields = struct.fields();
        TField[] known = heads(struct);
        for (int i = 0; i < known.length; i++) {
            FieldSchema field = fields.get(i);
            Object held = value.get(field.name());
            if (held != null) {
                out.writeFieldBegin(known[i]);
                write(field.type(), held, out);
                out.writeFieldEnd();
            }
        }
        out.writeFieldStop();
        out.writeStructEnd();
    }

    private TField[] heads(StructSchema struct) {
        TField[] known = heads.get(struct);
        if (known == null) {
            known =
                    struct.fields().stream()
                            .map(f -> new TField(f.name(), type(f.type()), (short) f.id()))
                            .toArray(TField[]::new);
            heads.put(struct, known);
        }
        return known;
    }

    private void write(TypeSchema type, Object value, TProtocol out) throws TException {
        switch (type.kind()) {
            case BOOL -> out.writeBool((Boolean) value);
            case I32 -> out.writeI32(((Number) value).intValue());
            case I64 -> out.writeI64(((Number) value).longValue());
            case DOUBLE -> out.writeDouble(((Number) value).doubleValue());
            case STRING -> out.writeString((String) value);
            case STRUCT -> write(struct(type), (Map<?, ?>) value, out);
            case LIST -> {
                List<?> list = (List<?>) value;
                TypeSchema element = element(type);
                out.writeListBegin(new TList(type(element), list.size()));
                for (Object each : list) {
                    write(element, each, out);
                }
                out.writeListEnd();
            }
            case MAP -> {
                Map<?, ?> map = (Map<?, ?>) value;
                TypeSchema element = element(type);
                out.writeMapBegin(new TMap(TType.STRING, type(element), map.size()));
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.writeString((String) entry.getKey());
                    write(element, entry.getValue(), out);
                }
                out.writeMapEnd();
            }
            default -> throw new TException(type + " is not in the benchmark");
        }
    }

    Map<String, Object> read(StructSchema struct, TProtocol in) throws TException {
        Map<String, Object> value = new LinkedHashMap<>();
        in.readStructBegin();
        for (TField head = in.readFieldBegin(); head.type != 0; head = in.readFieldBegin()) {
            FieldSchema field = struct.field(head.id);
            if (field == null) {
                TProtocolUtil.skip(in, head.type);
            } else {
                value.put(field.name(), read(field.type(), in));
            }
            in.readFieldEnd();
        }
        in.readStructEnd();
        return value;
    }

    private Object read(TypeSchema type, TProtocol in) throws TException {
        return switch (type.kind()) {
            case BOOL -> in.readBool();
            case I32 -> in.readI32();
            case I64 -> in.readI64();
            case DOUBLE -> in.readDouble();
            case STRING -> in.readString();
            case BINARY -> ByteBuffer.wrap(in.readBinary().array());
            case STRUCT -> read(struct(type), in);
            case LIST -> {
                int size = in.readListBegin().size;
                List<Object> list = new ArrayList<>(size);
                for (int i = 0; i < size; i++) {
                    list.add(read(element(type), in));
                }
                in.readListEnd();
                yield list;
            }
            case MAP -> {
                int size = in.readMapBegin().size;
                Map<String, Object> map = new LinkedHashMap<>(size * 2);
                for (int i = 0; i < size; i++) {
                    map.put(in.readString(), read(element(type), in));
                }
                in.readMapEnd();
                yield map;
            }
            default -> throw new TException(type + " is not in the benchmark");
        };
    }

    private static byte type(TypeSchema type) {
        return switch (type.kind()) {
            case BOOL -> TType.BOOL;
            case I32 -> TType.I32;
            case I64 -> TType.I64;
            case DOUBLE -> TType.DOUBLE;
            case STRUCT -> TType.STRUCT;
            case LIST -> TType.LIST;
            case MAP -> TType.MAP;
            default -> TType.STRING;
        };
    }

    private static TypeSchema element(TypeSchema type) {
        return Objects.requireNonNull(type.element());
    }

    private static StructSchema struct(TypeSchema type) {
        @Nullable StructSchema struct = type.struct();
        return Objects.requireNonNull(struct);
    }
}
