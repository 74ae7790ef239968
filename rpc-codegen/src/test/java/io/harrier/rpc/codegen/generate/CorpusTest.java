package io.harrier.rpc.codegen.generate;

import static org.assertj.core.api.Assertions.assertThat;

import io.harrier.rpc.schema.ServiceSchema;
import io.harrier.rpc.schema.annotated.AnnotatedService;
import io.harrier.rpc.schema.idl.IdlDocument;
import io.harrier.rpc.schema.idl.IdlService;
import io.harrier.rpc.schema.idl.ThriftIdl;
import io.harrier.rpc.schema.idl.ThriftIdlParser;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Java of everything that is IDL: it compiles, and says what the IDL says. */
final class CorpusTest {
    @Test
    void generate_ofAnyIdl_compilesWithoutAWarning_andPrintsTheSameIdl(@TempDir Path folder)
            throws Exception {
        Map<Path, IdlDocument> documents = Corpus.documents();
        assertThat(documents).hasSizeGreaterThan(65);
        int services = 0;
        for (Map<Path, IdlDocument> batch : batches(documents)) {
            Compiled compiled = new Compiled(folder.resolve("batch" + services));
            Map<String, String> all = new HashMap<>();
            batch.forEach((file, document) -> all.putAll(Corpus.java(file, document)));
            assertThat(compiled.generated(all)).isEmpty();
            for (Map.Entry<Path, IdlDocument> each : batch.entrySet()) {
                services += assertSameIdl(each.getKey(), each.getValue(), compiled.loader());
            }
        }
        assertThat(services).isGreaterThan(15);
    }

    /** As few as can be: files may define the same classes. */
    private static List<Map<Path, IdlDocument>> batches(Map<Path, IdlDocument> documents) {
        List<Map<Path, IdlDocument>> batches = new ArrayList<>();
        List<Map<String, String>> texts = new ArrayList<>();
        documents.forEach(
                (file, document) -> {
                    Map<String, String> java = Corpus.java(file, document);
                    int at = 0;
                    while (at < texts.size() && isOther(java, texts.get(at))) {
                        at++;
                    }
                    if (at == texts.size()) {
                        texts.add(new HashMap<>());
                        batches.add(new HashMap<>());
                    }
                    texts.get(at).putAll(java);
                    batches.get(at).put(file, document);
                });
        return batches;
    }

    private static boolean isOther(Map<String, String> java, Map<String, String> known) {
        return java.entrySet().stream()
                .anyMatch(
                        file ->
                                !file.getValue()
                                        .equals(
                                                known.getOrDefault(
                                                        file.getKey(), file.getValue())));
    }

    private static int assertSameIdl(Path file, IdlDocument document, ClassLoader loader)
            throws IOException, ClassNotFoundException {
        int services = 0;
        for (IdlService service : document.services().values()) {
            String path =
                    Corpus.java(file, document).keySet().stream()
                            .filter(
                                    name ->
                                            name.matches(
                                                    ".*/" + service.schema().name() + "_?.java"))
                            .findFirst()
                            .orElseThrow();
            String name = path.replace(".java", "").replace('/', '.');
            ServiceSchema made = AnnotatedService.of(loader.loadClass(name)).schema();
            ServiceSchema printed =
                    Objects.requireNonNull(
                            ThriftIdlParser.parse("printed", ThriftIdl.of(made, "demo"))
                                    .service(made.name()));
            assertThat(SchemaText.of(printed)).isEqualTo(SchemaText.of(service.schema()));
            services++;
        }
        return services;
    }
}
