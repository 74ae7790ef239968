package io.harrier.rpc.benchmarks.macro;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PageTest {
    private static final Conditions CONDITIONS =
            new Conditions(
                    "2 x Some CPU", "Linux", "JDK 25", "abc123", "2026-01-02", "bench macro");

    private final Results results = new Results();
    private final Plan plan =
            new Plan(
                    List.of(Entrants.OURS_NONBLOCKING, Entrants.RAW),
                    List.of(Row.ASYNC),
                    1,
                    2,
                    500);
    @TempDir Path folder;

    @Test
    void write_tables_showsConditionsFiguresAndWhoTookPart() throws Exception {
        Samples.add(results, Row.ASYNC, Entrants.OURS_NONBLOCKING, 60, 62);
        Samples.add(results, Row.ASYNC, Entrants.RAW, 100, 100);

        new Page(CONDITIONS, plan, results, "noisy: so\n").write(folder);

        assertThat(Files.readString(folder.resolve("results.md")))
                .contains("2 x Some CPU", "abc123", "bench macro", "**noisy: so**")
                .contains("| echo-async | 0.610 | >= 0.55 | 61 | 100 |  |")
                .contains("| harrier-nonblocking | 61 | 60-62 | 0.61 |")
                .contains("![32 calls in flight, nobody waits, 1024 bytes](async-32-1024.svg)")
                .contains(Entrants.RAW.why());
    }

    @Test
    void write_chart_isAPictureWithABarForEach() throws Exception {
        Samples.add(results, Row.ASYNC, Entrants.OURS_NONBLOCKING, 1234);
        Samples.add(results, Row.ASYNC, Entrants.RAW, 5678);

        new Page(CONDITIONS, plan, results, "").write(folder);

        var picture =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(folder.resolve("async-32-1024.svg").toFile());
        assertThat(picture.getElementsByTagName("rect").getLength()).isEqualTo(2);
        assertThat(picture.getDocumentElement().getTextContent())
                .contains("harrier-nonblocking", "1,234", "5,678");
    }
}
