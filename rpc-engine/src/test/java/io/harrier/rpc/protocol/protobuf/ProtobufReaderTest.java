package io.harrier.rpc.protocol.protobuf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.harrier.rpc.error.ErrorKind;
import io.harrier.rpc.error.ProtocolException;
import io.harrier.rpc.protocol.ProtocolReader;
import io.harrier.rpc.protocol.ReadLimits;
import io.harrier.rpc.protocol.WireTypes;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ProtobufReaderTest {
    @Test
    void read_listInPieces_givesAllOfIt() {
        // 1: 1, 1: [2, 3], 2: 9, 1: [4], 1: 5, 1: []
        assertThat(numbers("0801" + "0a020203" + "1009" + "0a0104" + "0805" + "0a00"))
                .containsExactly(1, 2, 3, 4, 5);
    }

    @Test
    void read_anotherFieldWithTheSameLowBits_isNotTakenForTheList() {
        // 65: a list, 1: a list
        List<List<Integer>> lists = new ArrayList<>();
        ProtocolReader in = reader("8a040107" + "0a0108");
        in.beginStruct();
        while (in.nextField()) {
            lists.add(list(in));
        }
        assertThat(lists).containsExactly(List.of(7), List.of(8));
    }

    @Test
    void read_numbersOfTheWrongSize_areRefused() {
        ProtocolReader in = reader("08ac02");
        in.beginStruct();
        in.nextField();

        assertThatThrownBy(in::readI8)
                .isInstanceOf(ProtocolException.class)
                .hasMessage("300 (expected: -128..127)");
    }

    @Test
    void readI32_ofAnUnsignedNumber_keepsItsBits() {
        ProtocolReader in = reader("08ffffffff0f");
        in.beginStruct();
        in.nextField();

        assertThat(in.readI32()).isEqualTo(-1);
    }

    @Test
    void readEntries_withoutKeyOrValue_givesZeros() {
        ProtocolReader in = reader("0a00" + "0a030a0161" + "0a0412020801");
        in.beginStruct();
        in.nextField();
        assertThat(in.beginEntries(WireTypes.STRING, WireTypes.STRUCT)).isEqualTo(3);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            String key = in.readString();
            in.beginStruct();
            seen.add(key + (in.nextField() ? in.fieldId() + "=" + in.readI32() : ""));
            assertThat(in.nextField()).isFalse();
            in.endStruct();
        }
        in.endEntries();

        assertThat(seen).containsExactly("", "a", "1=1");
        assertThat(in.nextField()).isFalse();
    }

    /** 1: entries {2: {1: 5}, 1: "a", 2: {}, 2: {2: 7}} and {2: {1: 1}}. */
    @Test
    void readEntries_aStructInParts_isJoined() {
        ProtocolReader in =
                reader("0a0d" + "12020805" + "0a0161" + "1200" + "12021007" + "0a0412020801");
        in.beginStruct();
        in.nextField();
        assertThat(in.beginEntries(WireTypes.STRING, WireTypes.STRUCT)).isEqualTo(2);
        List<String> seen = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            seen.add(in.readString());
            in.beginStruct();
            while (in.nextField()) {
                seen.add(in.fieldId() + "=" + in.readI32());
            }
            in.endStruct();
        }
        in.endEntries();
        assertThat(in.nextField()).isFalse();

        assertThat(seen).containsExactly("a", "1=5", "2=7", "", "1=1");
    }

    @ParameterizedTest
    @CsvSource({
        "0800, 4, varint (expected: fixed64; for double)",
        "0a00, 8, length-delimited (expected: varint; for i32)",
        "0d00000000, 4, fixed32 (expected: fixed64; for double)"
    })
    void expectField_ofAnotherType_throws(String hex, byte type, String message) {
        ProtocolReader in = reader(hex);
        in.beginStruct();
        in.nextField();

        assertThatThrownBy(() -> in.expectField(type))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message.replace(';', ','));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "08", // no value
                "0880", // half a varint
                "08ffffffffffffffffffff01", // eleven bytes
                "0a05aa", // less than it says
                "0affffffffffffffffff01", // a negative length
                "0900", // half a fixed64
                "0d00", // half a fixed32
                "0b", // a group without end
                "0b14", // the end of another
                "0c", // an end without group
                "0e00", // wire type 6
                "0000", // field 0
                "888080808001" // field number over 2^29
            })
    void skip_brokenBytes_throws(String hex) {
        assertThatThrownBy(() -> skipAll(hex))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("(expected: ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0b0801120161190000000000000000250000000013140c", ""})
    void skip_anything_isFine(String hex) {
        skipAll(hex);
    }

    @Test
    void skip_groupsInGroups_hasALimit() {
        assertThatThrownBy(() -> skipAll("0b".repeat(70) + "0c".repeat(70)))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("nesting: 65 levels");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0a0180", // half a number
                "0a03010203ff", // then rubbish
                "0801090000000000000000", // another wire type among them
                "0a0b8080808080808080808001", // eleven bytes
            })
    void readList_brokenBytes_throws(String hex) {
        assertThatThrownBy(() -> numbers(hex)).isInstanceOf(ProtocolException.class);
    }

    /** A struct in parts at every level would be read twice at each: 2^30 times the innermost. */
    @Test
    void read_partsInPartsInParts_hasALimit() {
        String hex = "";
        for (int i = 0; i < 30; i++) {
            String length = varint(hex.length() / 2);
            hex = "0a" + length + hex + "1000" + "0a00";
        }
        ProtocolReader in = reader(hex);

        assertThatThrownBy(() -> tree(in))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED));
    }

    @Test
    void read_moreElementsThanTheLimit_throws() {
        ProtocolReader in =
                ProtobufProtocol.MESSAGE.reader(
                        Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump("0a03010203")),
                        new ReadLimits(64, 2));
        in.beginStruct();
        in.nextField();

        assertThatThrownBy(() -> in.beginElements(WireTypes.LIST, WireTypes.I32))
                .isInstanceOfSatisfying(
                        ProtocolException.class,
                        e -> assertThat(e.kind()).isEqualTo(ErrorKind.LIMIT_EXCEEDED));
    }

    private static void tree(ProtocolReader in) {
        in.beginStruct();
        while (in.nextField()) {
            if (in.fieldId() == 1) {
                tree(in);
            } else {
                in.skipField();
            }
        }
        in.endStruct();
    }

    private static void skipAll(String hex) {
        ProtocolReader in = reader(hex);
        in.beginStruct();
        while (in.nextField()) {
            in.skipField();
        }
        in.endStruct();
        in.close();
    }

    /** What field 1 is at last, as a list. */
    private static List<Integer> numbers(String hex) {
        List<Integer> numbers = List.of();
        ProtocolReader in = reader(hex);
        in.beginStruct();
        while (in.nextField()) {
            if (in.fieldId() == 1) {
                numbers = list(in);
            } else {
                in.skipField();
            }
        }
        in.endStruct();
        in.close();
        return numbers;
    }

    private static List<Integer> list(ProtocolReader in) {
        int count = in.beginElements(WireTypes.LIST, WireTypes.I32);
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(in.readI32());
        }
        in.endElements();
        return list;
    }

    private static String varint(int value) {
        StringBuilder hex = new StringBuilder();
        int rest = value;
        for (; rest > 0x7F; rest >>>= 7) {
            hex.append(String.format("%02x", rest & 0x7F | 0x80));
        }
        return hex.append(String.format("%02x", rest)).toString();
    }

    private static ProtocolReader reader(String hex) {
        return ProtobufProtocol.MESSAGE.reader(
                Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)), ReadLimits.DEFAULT);
    }
}
