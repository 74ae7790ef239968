package io.harrier.rpc.schema.idl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.harrier.rpc.schema.SchemaException;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class LiveIdlTest {
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000_000_000L);

    @TempDir Path folder;

    @Test
    void reload_ofAnUnchangedFile_keepsTheDocument() throws IOException {
        Path file = write("a.thrift", "struct A {}");
        LiveIdl live = LiveIdl.ofFile(file);
        IdlDocument before = live.document();

        assertThat(live.reload()).isFalse();
        assertThat(live.document()).isSameAs(before);
    }

    @Test
    void reload_ofAChangedFile_takesTheNewVersion() throws IOException {
        Path file = write("a.thrift", "struct A {}");
        LiveIdl live = LiveIdl.ofFile(file);
        write("a.thrift", "struct A {} struct B {}");

        assertThat(live.reload()).isTrue();
        assertThat(live.document().structs()).containsKey("B");
        assertThat(live.reload()).isFalse();
    }

    @Test
    void reload_ofAChangeWithoutATrace_takesTheNewVersionWhileTheOldOneIsFresh()
            throws IOException {
        Path file = write("a.thrift", "struct A {}");
        FileTime now = FileTime.fromMillis(System.currentTimeMillis());
        Files.setLastModifiedTime(file, now);
        LiveIdl live = LiveIdl.ofFile(file);
        Files.writeString(file, "struct B {}");
        Files.setLastModifiedTime(file, now);

        assertThat(live.reload()).isTrue();
        assertThat(live.document().structs()).containsOnlyKeys("B");
        assertThat(live.reload()).isFalse();
    }

    @Test
    void reload_ofAChangedInclude_takesTheNewVersion() throws IOException {
        write("inner.thrift", "struct A {}");
        Path file = write("a.thrift", "include \"inner.thrift\" struct B { 1: inner.A a }");
        LiveIdl live = LiveIdl.ofFile(file);
        write("inner.thrift", "struct A { 1: i32 x }");

        assertThat(live.reload()).isTrue();
        assertThat(live.document().structs().get("B").field("a").type().struct().fields())
                .hasSize(1);
    }

    @Test
    void reload_ofABrokenVersion_keepsTheLastGoodOneAndSaysWhy() throws IOException {
        Path file = write("a.thrift", "struct A {}");
        LiveIdl live = LiveIdl.ofFile(file);
        write("a.thrift", "struct A { 1: Missing b }");

        assertThat(live.reload()).isFalse();
        assertThat(live.document().structs()).containsKey("A");
        assertThat(live.error()).hasMessageContaining("unknown type: Missing");

        write("a.thrift", "struct C {}");
        assertThat(live.reload()).isTrue();
        assertThat(live.error()).isNull();
        assertThat(live.document().structs()).containsOnlyKeys("C");
    }

    @Test
    void reload_whenAMissingIncludeAppears_takesTheNewVersion() throws IOException {
        Path other = Files.createDirectory(folder.resolve("other"));
        Path file = write("a.thrift", "struct A {}");
        LiveIdl live = LiveIdl.ofFile(file, other);
        write("a.thrift", "include \"late.thrift\"");
        assertThat(live.reload()).isFalse();
        assertThat(live.error()).hasMessageContaining("include not found: \"late.thrift\"");

        write("other/late.thrift", "struct Late {}");
        assertThat(live.reload()).isTrue();
        assertThat(live.document().includes()).containsKey("late.thrift");
    }

    @Test
    void reload_ofADeletedFile_keepsTheLastGoodVersion() throws IOException {
        Path file = write("a.thrift", "struct A {}");
        LiveIdl live = LiveIdl.ofFile(file);
        Files.delete(file);

        assertThat(live.reload()).isFalse();
        assertThat(live.error()).hasMessageContaining("(expected: a readable file");
        assertThat(live.document().structs()).containsKey("A");
    }

    @Test
    void ofFile_withoutAFile_isRefused() {
        assertThatExceptionOfType(SchemaException.class)
                .isThrownBy(() -> LiveIdl.ofFile(folder.resolve("none.thrift")))
                .withMessageContaining("none.thrift (expected: a readable file");
    }

    @Test
    void replace_ofAText_takesTheNewVersion() {
        LiveIdl live = LiveIdl.ofText("a.thrift", "struct A {}", Map.of());

        assertThat(live.replace("struct B {}", Map.of())).isTrue();
        assertThat(live.document().structs()).containsOnlyKeys("B");
        assertThat(live.replace("struct", Map.of())).isFalse();
        assertThat(live.document().structs()).containsOnlyKeys("B");
        assertThat(live.error()).isNotNull();
    }

    /** Each version is another text of about 20 definitions, so none can be the one before. */
    @Test
    void replaceAndReload_tenThousandTimes_keepsOnlyTheNewest() throws Exception {
        Path file = write("a.thrift", text(0));
        LiveIdl fromFile = LiveIdl.ofFile(file);
        LiveIdl fromText = LiveIdl.ofText("a.thrift", text(0), Map.of());
        List<WeakReference<IdlDocument>> old = new ArrayList<>();
        loads(fromFile, fromText, file, old, 1, 500);
        long before = usedAfterCollection();
        loads(fromFile, fromText, file, old, 500, 5_000);
        long after = usedAfterCollection();

        assertThat(after - before).isLessThan(4L << 20);
        assertThat(old.stream().filter(reference -> reference.get() != null)).hasSizeLessThan(3);
        assertThat(fromText.document().structs()).containsKey("Version4999");
        assertThat(fromFile.document().structs()).containsKey("Version4999");
    }

    private static void loads(
            LiveIdl fromFile,
            LiveIdl fromText,
            Path file,
            List<WeakReference<IdlDocument>> old,
            int from,
            int to)
            throws IOException {
        for (int i = from; i < to; i++) {
            old.add(new WeakReference<>(fromFile.document()));
            old.add(new WeakReference<>(fromText.document()));
            Files.writeString(file, text(i));
            Files.setLastModifiedTime(file, FileTime.fromMillis(i * 10_000L));
            assertThat(fromFile.reload()).isTrue();
            assertThat(fromText.replace(text(i), Map.of())).isTrue();
        }
    }

    private static String text(int version) {
        StringBuilder text = new StringBuilder("struct Version" + version + " {}\n");
        for (int i = 0; i < 20; i++) {
            text.append("struct S" + i + " { 1: list<Version" + version + "> a, 2: string b = \"x\" }\n");
        }
        return text.toString();
    }

    private static long usedAfterCollection() throws InterruptedException {
        for (int i = 0; i < 3; i++) {
            System.gc();
            Thread.sleep(50);
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private Path write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        boolean isNew = !Files.exists(file);
        FileTime time = isNew ? LONG_AGO : Files.getLastModifiedTime(file);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(time.toMillis() + 1_000));
        return file;
    }
}
