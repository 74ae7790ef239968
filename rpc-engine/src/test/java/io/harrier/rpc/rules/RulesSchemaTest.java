package io.harrier.rpc.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.harrier.rpc.rules.SettingKind.Of;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published schema and the parser say the same, but where a comment says otherwise. */
class RulesSchemaTest {
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(Rules.schema(), InputFormat.JSON);
    private static final JsonNode TREE = JsonMapper.shared().readTree(Rules.schema());

    @Test
    void schema_isOneByTheMetaSchema() {
        Schema meta =
                SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                        .getSchema(
                                com.networknt.schema.SchemaLocation.of(
                                        SpecificationVersion.DRAFT_2020_12.getDialectId()));

        assertThat(meta.validate(Rules.schema(), InputFormat.JSON)).isEmpty();
    }

    @Test
    void schema_hasEverySettingWithItsBounds() {
        for (Setting each : Setting.values()) {
            JsonNode rule = TREE.at("/$defs/rule/properties");
            JsonNode told =
                    each.group().isEmpty()
                            ? rule.get(each.key())
                            : rule.get(each.group()).get("properties").get(each.key());

            assertThat(told).as(each.name()).isNotNull();
            if (each.kind().of() == Of.WHOLE || each.kind().of() == Of.NUMBER) {
                assertThat(told.get("minimum").asDouble()).isEqualTo(each.kind().min());
                assertThat(told.get("maximum").asDouble()).isEqualTo(each.kind().max());
            }
        }
    }

    @Test
    void schema_knowsNoSettingThatTheParserDoesNot() {
        TreeSet<String> known =
                new TreeSet<>(List.of("description", "rollout", "dryRun", "expires"));
        Arrays.stream(Setting.values())
                .forEach(each -> known.add(each.group().isEmpty() ? each.key() : each.group()));

        assertThat(new TreeSet<>(TREE.at("/$defs/rule/properties").propertyNames()))
                .isEqualTo(known);
    }

    /** What no schema says: bounds of durations, days that no month has, one name for two rules. */
    @Test
    void schema_andParser_judgeDocumentsAlike() {
        int good = 0;
        for (int seed = 0; seed < 20_000; seed++) {
            String document = new RandomDocument(seed).text();
            List<Error> errors = SCHEMA.validate(document, InputFormat.JSON);
            List<RuleProblem> problems = new ArrayList<>(RulesParser.parse(document).problems());
            problems.removeIf(RulesSchemaTest::isBeyondSchemas);

            assertThat(problems.isEmpty())
                    .as("%s%nschema: %s%nparser: %s", document, errors, problems)
                    .isEqualTo(errors.isEmpty());
            good += errors.isEmpty() ? 1 : 0;
        }
        assertThat(good).isBetween(5_000, 18_000);
    }

    @Test
    void guide_showsDocumentsThatAreAccepted() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "guide", "rules.md"));
        Matcher block = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(guide);
        int blocks = 0;
        while (block.find()) {
            assertThat(SCHEMA.validate(block.group(1), InputFormat.JSON)).isEmpty();
            assertThat(RulesParser.parse(block.group(1)).problems()).isEmpty();
            blocks++;
        }
        assertThat(blocks).isPositive();
    }

    private static boolean isBeyondSchemas(RuleProblem problem) {
        return problem.reason().matches("\"(0|[1-9][0-9]*)(ms|s|m|h)\" \\(expected: a duration .*")
                || problem.reason().contains("at most maxDelay");
    }
}
