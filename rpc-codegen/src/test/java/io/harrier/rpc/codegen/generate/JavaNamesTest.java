package io.harrier.rpc.codegen.generate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class JavaNamesTest {
    @ParameterizedTest
    @CsvSource({
        "id, id",
        "get_user, getUser",
        "GetUser, getUser",
        "GET_USER, getUser",
        "userID, userID",
        "URL, URL",
        "HTTP_code, HTTPCode",
        "A, a",
        "_id, id",
        "__a__b__, aB",
        "a_1, a1",
        "_1a, _1a",
        "___, ___"
    })
    void camelCase_ofAnyName_isOneOfJava(String name, String expected) {
        assertThat(JavaNames.camelCase(name)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"plain_text, PlainText", "url, Url", "Row, Row", "base-types, BaseTypes"})
    void typeCase_ofAnyName_beginsLarge(String name, String expected) {
        assertThat(JavaNames.typeCase(name)).isEqualTo(expected);
    }

    @Test
    void give_aNameThatIsTaken_addsTo() {
        JavaNames names = JavaNames.ofRecord();
        assertThat(names.give("userId")).isEqualTo("userId");
        assertThat(names.give("userId")).isEqualTo("userId_");
        assertThat(names.give("class")).isEqualTo("class_");
        assertThat(names.give("hashCode")).isEqualTo("hashCode_");
        assertThat(names.give("builder")).isEqualTo("builder_");
    }
}
