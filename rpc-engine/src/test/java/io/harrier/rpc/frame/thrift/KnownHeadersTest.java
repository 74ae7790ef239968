package io.harrier.rpc.frame.thrift;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import java.util.Random;
import org.junit.jupiter.api.Test;

class KnownHeadersTest {
    @Test
    void theSameBytesGiveTheSameBlockFromTheThirdTimeOn() {
        ByteBuf header = header(writer -> writer.string("isn", "TheSameBytes"));
        HeaderBlock first = read(header);
        HeaderBlock second = read(header);
        assertThat(second).isNotSameAs(first);
        assertThat(read(header)).isSameAs(second).isSameAs(read(header));
        assertThat(second.service()).isEqualTo("TheSameBytes");
    }

    @Test
    void whatFallsOnTheSamePlaceIsNotTakenForAnother() {
        for (int i = 0; i < 2_000; i++) { // many more than there are places
            String service = "S" + i;
            ByteBuf header = header(writer -> writer.string("isn", service));
            for (int time = 0; time < 4; time++) {
                assertThat(read(header).service()).isEqualTo(service);
            }
        }
    }

    @Test
    void aBitThatDiffersMakesAnother() {
        ByteBuf header = header(writer -> writer.string("isn", "ABitThatDiffersY"));
        read(header);
        read(header);
        HeaderBlock known = read(header);
        int last = header.writerIndex() - 1;
        while (header.getByte(last) != 'Y') {
            last--;
        }
        header.setByte(last, 'Z');
        assertThat(read(header)).isNotSameAs(known);
        assertThat(read(header).service()).isEqualTo("ABitThatDiffersZ");
    }

    @Test
    void usersValuesTracesAndChecksumsAreNotKept() {
        assertThat(isKept(header(w -> w.string(TTHeader.PERSISTENT + "tenant", "7")))).isFalse();
        assertThat(isKept(header(w -> w.aclToken("secret")))).isFalse();
        assertThat(isKept(header(w -> w.trace(1, 2, 3, 1, null, false)))).isFalse();
        assertThat(isKept(header(TTHeaderWriter::checksum))).isFalse();
        assertThat(isKept(header(w -> w.string("isn", "Kept")))).isTrue();
    }

    @Test
    void anyHeaderIsReadAsItIsWithoutAMemory() {
        Random random = new Random(7);
        for (int i = 0; i < 5_000; i++) {
            String value = "v" + random.nextInt(40);
            ByteBuf header = header(w -> w.string("isn", value));
            HeaderBlock plain = HeaderBlock.of(ByteBufUtil.getBytes(header));
            assertThat(read(header).service()).isEqualTo(plain.service());
            assertThat(read(header).timeoutMillis()).isEqualTo(plain.timeoutMillis());
        }
    }

    private interface Entries {
        void to(TTHeaderWriter writer);
    }

    private static boolean isKept(ByteBuf header) {
        read(header);
        return read(header) == read(header);
    }

    private static HeaderBlock read(ByteBuf header) {
        return KnownHeaders.read(header, header.readableBytes());
    }

    /** The variable part only, as the reader index shows it. */
    private static ByteBuf header(Entries entries) {
        ByteBuf out = Unpooled.buffer();
        TTHeaderWriter writer = new TTHeaderWriter(out, 0, 1, 0);
        entries.to(writer);
        writer.ints(HeaderTemplate.NONE, 1500, null);
        return out.skipBytes(TTHeader.FIXED_BYTES);
    }
}
