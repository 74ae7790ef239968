package io.harrier.rpc.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.rules.RuleSource.Listener;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looks are the test's; the file's times, too. */
class FileLookTest {
    private static final Instant NOW = Instant.parse("2030-01-01T00:00:00Z");
    private static final FileTime LONG_AGO = FileTime.from(NOW.minusSeconds(60));

    @TempDir Path folder;

    private final List<String> told = new ArrayList<>();
    private Path file;
    private FileLook look;

    @BeforeEach
    void watch() {
        file = folder.resolve("rules.json");
        look = new FileLook(file, listener(), Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void look_atAnotherText_tellsItOnce() throws IOException {
        write("one", LONG_AGO);
        look.look();
        look.look();
        write("two", FileTime.from(NOW.minusSeconds(30)));
        look.look();
        look.look();

        assertThat(told).containsExactly("one", "two");
    }

    @Test
    void look_atAFileThatWasTouched_tellsNothing() throws IOException {
        write("one", LONG_AGO);
        look.look();
        write("one", FileTime.from(NOW.minusSeconds(30)));
        look.look();

        assertThat(told).containsExactly("one");
    }

    @Test
    void look_atATextOfTheSameTimeAndSize_seesItAsLongAsTheTimeIsYoung() throws IOException {
        FileTime young = FileTime.from(NOW.minusMillis(500));
        write("one", young);
        look.look();
        write("two", young);
        look.look();

        assertThat(told).containsExactly("one", "two");
    }

    @Test
    void look_atAFileThatWasReplaced_seesIt() throws IOException {
        write("one", LONG_AGO);
        look.look();
        Path other = folder.resolve("other");
        Files.writeString(other, "two");
        Files.setLastModifiedTime(other, LONG_AGO);
        Files.move(
                other, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        look.look();

        assertThat(told).containsExactly("one", "two");
    }

    /** As mounted configuration is changed: by a link to another folder. */
    @Test
    void look_atALinkToAnotherFile_seesIt() throws IOException {
        Path one = Files.writeString(folder.resolve("one"), "one");
        Path two = Files.writeString(folder.resolve("two"), "two");
        Files.setLastModifiedTime(one, LONG_AGO);
        Files.setLastModifiedTime(two, LONG_AGO);
        Files.createSymbolicLink(file, one);
        look.look();
        Files.delete(file);
        Files.createSymbolicLink(file, two);
        look.look();

        assertThat(told).containsExactly("one", "two");
    }

    @Test
    void look_atAFileThatIsAway_saysSoOnceAndTellsItWhenItIsBack() throws IOException {
        look.look();
        look.look();
        write("one", LONG_AGO);
        look.look();
        Files.delete(file);
        look.look();
        write("one", LONG_AGO);
        look.look();

        assertThat(told).containsExactly("NoSuchFileException", "one", "NoSuchFileException");
    }

    @Test
    void look_atAFileThatIsTooLong_readsNoMoreThanTellsIt() throws IOException {
        Files.write(file, new byte[3 * RulesParser.MAX_BYTES]);
        look.look();

        assertThat(told).hasSize(1);
        assertThat(told.get(0)).hasSize(RulesParser.MAX_BYTES + 1);
        assertThat(RulesParser.parse(told.get(0)).problems()).hasSize(1);
    }

    @Test
    void look_atBytesThatAreNoText_tellsAFailure() throws IOException {
        Files.write(file, new byte[] {'{', (byte) 0xff});
        look.look();

        assertThat(told).containsExactly("MalformedInputException");
    }

    @Test
    void bytesThatAreNoText_areRefusedUntilTheTextIsBack() throws IOException {
        Rules rules = new Rules();
        RuleSource source =
                new RuleSource() {
                    @Override
                    public String name() {
                        return "file";
                    }

                    @Override
                    public Watch watch(Listener listener) {
                        look = new FileLook(file, listener, Clock.fixed(NOW, ZoneOffset.UTC));
                        return () -> {};
                    }
                };
        rules.follow(source).close();
        write("{\"rules\": {}}", LONG_AGO);
        look.look();
        Files.write(file, new byte[] {'{', (byte) 0xff});
        look.look();

        assertThat(rules.state().refused()).isEqualTo(1);
        assertThat(rules.state().version()).isEqualTo(1);
        assertThat(rules.state().problems())
                .containsExactly(
                        new RuleProblem("", "bytes that are no UTF-8 (expected: JSON in UTF-8)"));

        write("{\"rules\": {}}", LONG_AGO);
        look.look();
        assertThat(rules.state().problems()).isEmpty();
    }

    /** The thread is real. */
    @Test
    void follow_ofAFile_takesWhatIsThereAndWhatComes() throws Exception {
        Files.writeString(file, "{\"rules\": {\"a\": {}}}");
        Rules rules = new Rules();
        try (RuleSource.Watch watch = rules.follow(new RulesFile(file, Duration.ofMillis(5)))) {
            assertThat(rules.state().rules()).isEqualTo(1);
            assertThat(rules.state().source()).isEqualTo("file " + file);

            Files.writeString(file, "{\"rules\": {\"a\": {");
            await(() -> rules.state().refused() > 0);
            assertThat(rules.state().rules()).isEqualTo(1);

            Files.writeString(file, "{\"rules\": {}}", StandardCharsets.UTF_8);
            await(() -> rules.state().version() == 2);
        }
    }

    private interface Condition {
        boolean holds();
    }

    private static void await(Condition condition) throws InterruptedException {
        CountDownLatch never = new CountDownLatch(1);
        for (int i = 0; i < 2_000 && !condition.holds(); i++) {
            never.await(5, TimeUnit.MILLISECONDS);
        }
        assertThat(condition.holds()).isTrue();
    }

    private void write(String text, FileTime time) throws IOException {
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, time);
    }

    private Listener listener() {
        return new Listener() {
            @Override
            public void onDocument(String document) {
                told.add(document);
            }

            @Override
            public void onFailure(Exception why) {
                told.add(why.getClass().getSimpleName());
            }
        };
    }
}
