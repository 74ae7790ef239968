package io.harrier.rpc.frame.thrift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Headers as bytes; the length at the start counts what follows it. */
final class TTHeaderWriterTest {
    @Test
    void write_nothing_isFourBytesOfHeader() {
        assertBytes(header -> ints(header), "0000000e 1000 0001 00000007 0001 00 00 0000");
    }

    @ParameterizedTest
    @CsvSource({
        "a, 00000016 1000 0001 00000007 0003 00 00 01 0001 0001 61 0001 76 00",
        "ab, 00000016 1000 0001 00000007 0003 00 00 01 0001 0002 6162 0001 76",
        "abc, 0000001a 1000 0001 00000007 0004 00 00 01 0001 0003 616263 0001 76 000000",
        "abcd, 0000001a 1000 0001 00000007 0004 00 00 01 0001 0004 61626364 0001 76 0000",
        "abcde, 0000001a 1000 0001 00000007 0004 00 00 01 0001 0005 6162636465 0001 76 00"
    })
    void string_anyLength_isPaddedToAWord(String key, String hex) {
        assertBytes(
                header -> {
                    header.string(key, "v");
                    ints(header);
                },
                hex);
    }

    @Test
    void strings_severalTimes_areOneSectionWithOneCount() {
        assertBytes(
                header -> {
                    header.strings(HeaderTemplate.builder().string("a", "1").build());
                    header.string("b", "2");
                    header.strings(HeaderTemplate.NONE);
                    ints(header);
                },
                "0000001e 1000 0001 00000007 0005 00 00"
                        + "01 0002 0001 61 0001 31 0001 62 0001 32 000000");
    }

    @Test
    void string_emptyKeyOrValue_doesNotTravel() {
        assertBytes(
                header -> {
                    header.string("", "v");
                    header.string("k", "");
                    ints(header);
                },
                "0000000e 1000 0001 00000007 0001 00 00 0000");
    }

    @Test
    void aclToken_always_isASectionOfItsOwn() {
        assertBytes(
                header -> {
                    header.aclToken("tok");
                    header.string("k", "v");
                    ints(header);
                },
                "0000001e 1000 0001 00000007 0005 00 00"
                        + "11 0003 746f6b 01 0001 0001 6b 0001 76 000000");
    }

    @Test
    void ints_withMethodAndTimeout_areCountedTogether() {
        HeaderTemplate template = HeaderTemplate.builder().integer(22, "1").build();
        assertBytes(
                header -> header.ints(template, 1500, ""),
                "00000022 1000 0001 00000007 0006 00 00"
                        + "10 0003 0016 0001 31 0014 0000 000c 0004 31353030 0000");
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "9, 1", "10, 2", "99, 2", "100, 3", "9223372036854775807, 19"})
    void ints_anyTimeout_isDecimal(long millis, int digits) {
        ByteBuf out = Unpooled.buffer();
        new TTHeaderWriter(out, 0, 0, 0).ints(HeaderTemplate.NONE, millis, null);

        assertThat(out.getShort(21)).isEqualTo((short) digits);
        assertThat(out.toString(23, digits, StandardCharsets.US_ASCII))
                .isEqualTo(Long.toString(millis));
    }

    @Test
    void checksum_always_coversAllBehindTheHeader() {
        ByteBuf out = Unpooled.buffer();
        TTHeaderWriter header = new TTHeaderWriter(out, 0, 0, 0);
        header.checksum();
        ints(header);
        out.writeBytes(
                FedDecoder.bytes(
                        "0000001e80010001000000046563686f00000010"
                                + "0c00010b00010000000268690000"));
        header.finish();

        assertThat(ByteBufUtil.hexDump(out, 14, 24))
                .isEqualTo("0000" + "010001" + "0006637263333263" + "00086430633961623139" + "00");
    }

    @Test
    void write_largestHeader_isTaken() {
        ByteBuf out = Unpooled.buffer();
        TTHeaderWriter header = new TTHeaderWriter(out, 0, 0, 0);
        header.string("k", "v".repeat(65_526));
        ints(header);

        assertThat(out.getUnsignedShort(12)).isEqualTo(0x4000);
    }

    @Test
    void write_largerHeader_isRefused() {
        TTHeaderWriter header = new TTHeaderWriter(Unpooled.buffer(), 0, 0, 0);
        header.string("k", "v".repeat(65_527));

        assertThatThrownBy(() -> ints(header))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("TTHeader: 65540 bytes (expected: at most 65536; send less metadata)");
    }

    @Test
    void string_longerThanALengthCanSay_isRefused() {
        TTHeaderWriter header = new TTHeaderWriter(Unpooled.buffer(), 0, 0, 0);

        assertThatThrownBy(() -> header.string("k", "漢".repeat(21_846)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("header text: 65538 bytes (expected: at most 65535)");
    }

    @Test
    void aclToken_tooLong_isNotShownInTheError() {
        TTHeaderWriter header = new TTHeaderWriter(Unpooled.buffer(), 0, 0, 0);

        assertThatThrownBy(() -> header.aclToken("secret".repeat(11_000)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("secret");
    }

    @Test
    void string_loneSurrogateBeforeOtherText_keepsThatText() {
        assertBytes(
                header -> {
                    header.string("k", "\ud83d漢");
                    ints(header);
                },
                "0000001a 1000 0001 00000007 0004 00 00 01 0001 0001 6b 0004 3fe6bca2 0000");
    }

    @Test
    void write_behindOtherBytes_countsFromItsOwnStart() {
        ByteBuf out = Unpooled.buffer().writeInt(-1);
        TTHeaderWriter header = new TTHeaderWriter(out, 0, 0, 0);
        ints(header);
        header.finish();

        assertThat(ByteBufUtil.hexDump(out))
                .isEqualTo("ffffffff" + "0000000e100000000000000000010000" + "0000");
    }

    private static void ints(TTHeaderWriter header) {
        header.ints(HeaderTemplate.NONE, 0, null);
    }

    private static void assertBytes(Consumer<TTHeaderWriter> writing, String hex) {
        ByteBuf out = Unpooled.buffer();
        TTHeaderWriter header = new TTHeaderWriter(out, TTHeader.FLAG_MULTIPLEXED, 7, 0);
        writing.accept(header);
        header.finish();

        assertThat(ByteBufUtil.hexDump(out)).isEqualTo(hex.replace(" ", ""));
    }
}
