package dev.verdict.conformance.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.conformance.json.Json;
import org.junit.jupiter.api.Test;

class TreeShrinkerTest {
    @Test
    void keepsOnlyWhatTheDifferenceNeeds() {
        Object tree = Json.parseObject("""
                {"documents": {"a": {"rules": [1, 2, 3]}, "b": {"rules": [4]}}, "settings": {"x": 1}}""");
        Object smallest = new TreeShrinker(100)
                .shrink(tree, candidate -> Json.write(candidate).contains("2"));
        assertThat(Json.write(smallest)).isEqualTo("{\"documents\":{\"a\":{\"rules\":[2]}}}");
    }

    @Test
    void stopsWhenItsTrialsAreUsedUp() {
        Object tree = Json.parseObject("{\"a\": 1, \"b\": 2, \"c\": 3}");
        assertThat(Json.write(new TreeShrinker(1).shrink(tree, candidate -> true)))
                .isEqualTo("{\"b\":2,\"c\":3}");
    }
}
