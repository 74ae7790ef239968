package io.harrier.rpc.codegen.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputFolderTest {
    private static final String ONE = JavaGenerator.MARK + "a.thrift\nclass One {}\n";
    private static final String OTHER = JavaGenerator.MARK + "a.thrift\nclass One { int 蛇; }\n";
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_000_000);

    @TempDir Path root;

    private OutputFolder folder;
    private Path one;

    @BeforeEach
    void write() throws IOException {
        folder = new OutputFolder(root, StandardCharsets.UTF_8);
        one = root.resolve("demo/One.java");
        assertThat(folder.replace(Map.of("demo/One.java", ONE))).isOne();
        Files.setLastModifiedTime(one, LONG_AGO);
    }

    @Test
    void replace_withTheSame_touchesNothing() throws IOException {
        assertThat(folder.replace(Map.of("demo/One.java", ONE))).isZero();
        assertThat(Files.getLastModifiedTime(one)).isEqualTo(LONG_AGO);
    }

    @Test
    void replace_withAnother_writesIt() throws IOException {
        assertThat(folder.replace(Map.of("demo/One.java", OTHER))).isOne();
        assertThat(one).hasContent(OTHER);
    }

    @Test
    void replace_withoutAFile_deletesIt() throws IOException {
        assertThat(folder.replace(Map.of("demo/Two.java", ONE))).isEqualTo(2);
        assertThat(one).doesNotExist();
        assertThat(root.resolve("demo/Two.java")).exists();
    }

    @Test
    void replace_besideAFileOfSomebodyElse_keepsIt() throws IOException {
        Path other = Files.writeString(root.resolve("demo/Mine.java"), "class Mine {}");
        folder.replace(Map.of());
        assertThat(other).exists();
        assertThatExceptionOfType(FileAlreadyExistsException.class)
                .isThrownBy(() -> folder.replace(Map.of("demo/Mine.java", ONE)))
                .withMessage(
                        other
                                + " was not generated (expected: a folder for generated sources"
                                + " alone)");
        assertThat(other).hasContent("class Mine {}");
    }
}
