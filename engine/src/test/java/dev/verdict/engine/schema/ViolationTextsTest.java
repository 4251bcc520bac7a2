package dev.verdict.engine.schema;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.expr.value.Attributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Recorded from the reference: one failing attribute for each keyword. */
class ViolationTextsTest {
    private static final Path FILES = Path.of("src/test/resources/schema");

    @Test
    @SuppressWarnings("unchecked")
    void everyKeywordIsRefusedInTheWordsOfTheReference() throws IOException {
        byte[] schema = Files.readAllBytes(FILES.resolve("every_keyword.json"));
        String attr = Files.readString(FILES.resolve("every_keyword_attr.json"));
        Map<String, Object> values =
                (Map<String, Object>) new Load(LoadSettings.builder().build()).loadFromString(attr);

        List<Violation> violations =
                loaded(Map.of("s.json", schema), "cerbos:///s.json").validate(Attributes.copyOf(values));

        assertThat(violations.stream()
                        .map(v -> v.path() + " | " + v.message())
                        .distinct()
                        .sorted())
                .containsExactlyElementsOf(Files.readAllLines(FILES.resolve("every_keyword_expected.txt")));
    }

    @Test
    void schemasReferToOthersOfTheSet() {
        Map<String, byte[]> files = Map.of(
                "a.json", "{\"properties\":{\"n\":{\"$ref\":\"cerbos:///b.json\"}}}".getBytes(StandardCharsets.UTF_8),
                "b.json", "{\"type\":\"integer\"}".getBytes(StandardCharsets.UTF_8));
        Attributes attr = Attributes.builder().put("n", "x").build();

        assertThat(loaded(files, "a.json").validate(attr))
                .containsExactly(new Violation("/n", "expected integer, but got string"));
    }

    @Test
    void whatCannotBeUsedIsSaid() {
        Map<String, byte[]> files = Map.of(
                "broken.json", "{".getBytes(StandardCharsets.UTF_8),
                "wrong.json", "{\"type\":5}".getBytes(StandardCharsets.UTF_8),
                "list.json", "[]".getBytes(StandardCharsets.UTF_8));

        assertThat(failure(files, "cerbos:///none.json")).isEqualTo("schema _schemas/none.json doesn't exist");
        assertThat(failure(files, "https://example.com/x.json"))
                .isEqualTo("only schemas of the policy set are used, nothing is fetched");
        assertThat(failure(files, "broken.json")).startsWith("not JSON: ");
        assertThat(failure(files, "wrong.json")).startsWith("not a schema: ");
        assertThat(failure(files, "list.json")).isEqualTo("a schema is a JSON object or a boolean");
    }

    private static AttributeSchema loaded(Map<String, byte[]> files, String ref) {
        assertThat(SchemaSet.of(files).resolve(ref)).isInstanceOf(SchemaSet.Loaded.class);
        return ((SchemaSet.Loaded) SchemaSet.of(files).resolve(ref)).schema();
    }

    private static String failure(Map<String, byte[]> files, String ref) {
        return ((SchemaSet.Failed) SchemaSet.of(files).resolve(ref)).message();
    }
}
