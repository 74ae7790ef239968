package io.harrier.rpc.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesParserTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    ``                                                      | ``                                  | expected a value, got the end of the text
                    []                                                      | ``                                  | expected an object, got an array
                    {}                                                      | ``                                  | no rules
                    {"rules": {}} x                                         | ``                                  | expected the end of the text, got x
                    {"rules": {}, "rule": 1}                                | /rule                               | unknown (expected: one of $schema, description, rules)
                    {"rules": {}, "rules": {}}                              | /rules                              | comes twice
                    {"rules": 7}                                            | /rules                              | expected an object, got 7
                    {"rules": {"": {}}}                                     | /rules/                             | not a rule's name
                    {"rules": {"a/b/c": {}}}                                | /rules/a~1b~1c                      | not a rule's name
                    {"rules": {"a/b(": {}}}                                 | /rules/a~1b(                        | not a rule's name
                    {"rules": {"a*": {}}}                                   | /rules/a*                           | not a rule's name
                    {"rules": {"a/b(i64,string)": {}, "a/b(i64, string)": {}}} | /rules/a~1b(i64, string)         | comes twice, but for spaces
                    {"rules": {"a": {}, "a": {}}}                           | /rules/a                            | comes twice (expected: once)
                    {"rules": {"a": {"timeout": 250}}}                      | /rules/a/timeout                    | expected a duration such as "250ms" or "2s", from 1ms to 1h, got 250
                    {"rules": {"a": {"timeout": "0ms"}}}                    | /rules/a/timeout                    | "0ms" (expected: a duration
                    {"rules": {"a": {"timeout": "2h"}}}                     | /rules/a/timeout                    | "2h" (expected: a duration
                    {"rules": {"a": {"timeout": "1 s"}}}                    | /rules/a/timeout                    | "1 s" (expected: a duration
                    {"rules": {"a": {"timeouts": "1s"}}}                    | /rules/a/timeouts                   | unknown (expected: one of description, timeout, rollout
                    {"rules": {"a": {"retry": {"maxAttempts": 11}}}}        | /rules/a/retry/maxAttempts          | expected a whole number from 1 to 10, got 11
                    {"rules": {"a": {"retry": {"maxAttempts": 1.5}}}}       | /rules/a/retry/maxAttempts          | got 1.5
                    {"rules": {"a": {"retry": {"maxAttempts": "3"}}}}       | /rules/a/retry/maxAttempts          | got "3"
                    {"rules": {"a": {"retry": {"maxAttempts": null}}}}      | /rules/a/retry/maxAttempts          | got null
                    {"rules": {"a": {"retry": null}}}                       | /rules/a/retry                      | expected an object, got null
                    {"rules": {"a": {"retry": {"delay": "2s", "maxDelay": "1s"}}}} | /rules/a/retry/delay         | 2000ms (expected: at most maxDelay, 1000ms)
                    {"rules": {"a": {"retry": {"x": {"y": 1}}}}}            | /rules/a/retry/x                    | unknown (expected: one of maxAttempts
                    {"rules": {"a": {"circuitBreaker": {"enabled": 1}}}}    | /rules/a/circuitBreaker/enabled     | expected true or false, got 1
                    {"rules": {"a": {"limits": {"rate": -1}}}}              | /rules/a/limits/rate                | -1 (expected: a number from 0 to 1000000000)
                    {"rules": {"a": {"limits": {"rate": 1e400}}}}           | /rules/a/limits/rate                | got 1e400
                    {"rules": {"a": {"sampling": {"rate": 1.01}}}}          | /rules/a/sampling/rate              | 1.01 (expected: a number from 0 to 1)
                    {"rules": {"a": {"sampling": {"emergencyRate": 1}}}}    | /rules/a/sampling/emergencyRate     | never ends (expected: a member "expires" in the rule)
                    {"rules": {"a": {"sampling": {"rate": 1}, "dryRun": true}}} | /rules/a/sampling               | stands beside rollout or dryRun
                    {"rules": {"a": {"sampling": {"rate": 1}, "rollout": {"percent": 5}}}} | /rules/a/sampling    | stands beside rollout or dryRun
                    {"rules": {"a": {"rollout": {}}}}                       | /rules/a/rollout                    | no percent
                    {"rules": {"a": {"rollout": {"percent": 101}}}}         | /rules/a/rollout/percent            | 101 (expected: a number from 0 to 100)
                    {"rules": {"a": {"rollout": {"percent": 1, "by": "moon"}}}} | /rules/a/rollout/by             | "moon" (expected: "trace" or "caller")
                    {"rules": {"a": {"expires": "tomorrow"}}}               | /rules/a/expires                    | "tomorrow" (expected: a time in UTC such as
                    {"rules": {"a": {"expires": "2030-02-30T00:00:00Z"}}}   | /rules/a/expires                    | "2030-02-30T00:00:00Z" (expected
                    {"rules": {"a": {"dryRun": "yes"}}}                     | /rules/a/dryRun                     | got "yes"
                    {"rules": {"a": {"class": "java.lang.Runtime"}}}        | /rules/a/class                      | unknown
                    {"rules": {"a": {"timeout": "${jndi:x}"}}}              | /rules/a/timeout                    | "${jndi:x}" (expected: a duration
                    {"rules": {"a": {"timeout": "1s", }}}                   | /rules/a/timeout                    | expected a name, got
                    """)
    void parse_ofABadDocument_namesThePlaceAndWhatWasExpected(
            String document, String pointer, String reason) {
        List<RuleProblem> problems = RulesParser.parse(document == null ? "" : document).problems();

        assertThat(problems).isNotEmpty();
        assertThat(problems.get(0).pointer()).isEqualTo(pointer == null ? "" : pointer);
        assertThat(problems.get(0).reason()).contains(reason);
    }

    @Test
    void pointer_ofALongName_isWhole() {
        String name = "Users/" + "find".repeat(200);

        assertThat(pointer("{\"rules\": {\"" + name + "\": {\"timeout\": 1}}}"))
                .isEqualTo("/rules/" + name.replace("/", "~1") + "/timeout");
    }

    @Test
    void pointer_ofANameLongerThanARulesMayBe_saysWhatIsCut() {
        assertThat(pointer("{\"rules\": {\"" + "\uD83D\uDE00".repeat(1_500) + "\": {}}}"))
                .isEqualTo("/rules/" + "\uD83D\uDE00".repeat(1_000) + "...(500 characters more)");
    }

    private static String pointer(String document) {
        return RulesParser.parse(document).problems().get(0).pointer();
    }

    @Test
    void parse_ofSeveralProblems_namesThemAll() {
        String document =
                "{\"rules\": {\"a\": {\"timeout\": 1, \"retry\": {\"maxAttempts\": 99}},"
                        + " \"b\": {\"limits\": {\"concurrency\": -1, \"burst\": \"1s\"}}}}";

        assertThat(RulesParser.parse(document).problems())
                .extracting(RuleProblem::pointer)
                .containsExactly(
                        "/rules/a/timeout",
                        "/rules/a/retry/maxAttempts",
                        "/rules/b/limits/concurrency");
    }

    @Test
    void parse_ofADocumentThatIsTooLarge_looksAtNothing() {
        String document = "{\"rules\": {}" + " ".repeat(RulesParser.MAX_BYTES) + '}';

        assertThat(RulesParser.parse(document).problems())
                .containsExactly(
                        new RuleProblem(
                                "", document.length() + " bytes (expected: at most 1048576)"));
    }

    @Test
    void parse_ofTooManyRules_saysSoOnceForEachOfTheFirst() {
        StringBuilder document = new StringBuilder("{\"rules\": {\"s\": {}");
        for (int i = 0; i < RulesParser.MAX_RULES + 50; i++) {
            document.append(",\"s").append(i).append("\": {}");
        }

        List<RuleProblem> problems = RulesParser.parse(document.append("}}").toString()).problems();

        assertThat(problems).hasSize(20);
        assertThat(problems.get(0).reason())
                .isEqualTo("one rule too many (expected: at most 10000)");
    }

    @Test
    void parse_ofControlCharacters_showsNoneOfThem() {
        String document = "{\"rules\": {\"a\\n2026 ERROR all is lost\": {}}}";

        assertThat(RulesParser.parse(document).problems().get(0).pointer())
                .isEqualTo("/rules/a\\u000a2026 ERROR all is lost");
    }

    @Test
    void parse_ofAGoodDocument_putsTheMostSpecificFirst() {
        RulesDocument document =
                RulesParser.parse(
                                """
                                {
                                  "$schema": "rules.schema.json",
                                  "description": "Saturday",
                                  "rules": {
                                    "*": {"timeout": "1s"},
                                    "Users": {"timeout": "2s", "description": "slow"},
                                    "Users/find(i64, list<string>)": {"timeout": "1h"},
                                    "Users/find": {"timeout": "3m"}
                                  }
                                }
                                """)
                        .document();

        assertThat(document.rules())
                .extracting(rule -> rule.key().text() + ' ' + rule.settings())
                .containsExactly(
                        "Users/find(i64,list<string>) {TIMEOUT=" + Duration.ofHours(1) + '}',
                        "Users/find {TIMEOUT=" + Duration.ofMinutes(3) + '}',
                        "Users {TIMEOUT=" + Duration.ofSeconds(2) + '}',
                        "* {TIMEOUT=" + Duration.ofSeconds(1) + '}');
        assertThat(document.hash()).hasSize(16);
    }
}
