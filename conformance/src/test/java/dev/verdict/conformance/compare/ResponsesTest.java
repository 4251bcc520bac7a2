package dev.verdict.conformance.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.conformance.json.Json;
import org.junit.jupiter.api.Test;

class ResponsesTest {
    @Test
    void callIdAndUnorderedPartsDoNotCount() {
        String first = """
                {"results": [{"meta": {"effectiveDerivedRoles": ["b", "a"]}, "outputs": [
                  {"src": "r#1", "action": "v", "val": 2}, {"src": "r#1", "action": "v", "val": 1}]}], "cerbosCallId": "X"}""";
        String second = """
                {"cerbosCallId": "Y", "results": [{"outputs": [
                  {"src": "r#1", "val": 1.0, "action": "v"}, {"src": "r#1", "action": "v", "val": 2}],
                  "meta": {"effectiveDerivedRoles": ["a", "b"]}}]}""";
        assertThat(canonical(first)).isEqualTo(canonical(second));
    }

    @Test
    void theOrderOfDifferentRulesCounts() {
        String first = """
                {"outputs": [{"src": "r#1", "action": "v", "val": 2}, {"src": "r#2", "action": "v", "val": 1}]}""";
        String second = """
                {"outputs": [{"src": "r#2", "action": "v", "val": 1}, {"src": "r#1", "action": "v", "val": 2}]}""";
        assertThat(canonical(first)).isNotEqualTo(canonical(second));
    }

    private static String canonical(String text) {
        return Responses.canonical(Json.parse(text));
    }
}
