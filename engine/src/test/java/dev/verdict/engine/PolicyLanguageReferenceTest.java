package dev.verdict.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.source.PolicySource;
import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Holds {@code docs/reference/policy-language.md} against the reader of policies. */
class PolicyLanguageReferenceTest {
    private static final String FIELDS_HERE = "fields here: ";
    private static final Path OBJECTS = Path.of("src/test/resources/policy-language.yaml");

    private static List<DocumentationPage.Section> sections() throws IOException {
        return DocumentationPage.read("policy-language.md").sections();
    }

    @Test
    void theExamplesAreOneFolderThatIsAcceptedWithoutAWarning() throws IOException {
        Map<String, String> files = new LinkedHashMap<>();
        for (DocumentationPage.Section section : sections()) {
            section.files()
                    .forEach((name, text) -> assertThat(files.put(name, text)).isNull());
        }

        try (Verdict verdict =
                Verdict.builder().policies(PolicySource.memory(files)).build()) {
            assertThat(verdict.status().warnings()).isEmpty();
            assertThat(verdict.status().policies()).isEqualTo(7);
        }
    }

    /** An object with a field that does not exist makes the reader tell the fields that do. */
    @TestFactory
    List<DynamicTest> theTablesHaveTheFieldsOfTheReaderAndNoOther() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        Map<?, ?> objects =
                (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(Files.readString(OBJECTS));
        for (DocumentationPage.Section section : sections()) {
            List<String> rows = rows(section.heading());
            Object of = objects.get(section.heading());
            assertThat(rows.isEmpty()).as(section.heading()).isEqualTo(of == null);
            if (of instanceof Map<?, ?> texts) {
                tests.add(DynamicTest.dynamicTest(
                        section.heading(), () -> assertThat(rows).containsExactlyInAnyOrderElementsOf(fields(texts))));
            }
        }
        assertThat(tests).hasSize(objects.size());
        return tests;
    }

    private static List<String> fields(Map<?, ?> textsByPrefix) {
        List<String> fields = new ArrayList<>();
        textsByPrefix.forEach(
                (prefix, text) -> fieldsNamedBy(String.valueOf(text)).forEach(name -> fields.add("" + prefix + name)));
        return fields;
    }

    private static List<String> fieldsNamedBy(String policy) {
        try (Verdict accepted = Verdict.builder()
                .policies(PolicySource.memory(Map.of("a.yaml", policy)))
                .build()) {
            throw new AssertionError("accepted: " + policy + accepted.status());
        } catch (PolicySetRejectedException e) {
            return e.diagnostics().stream()
                    .filter(finding -> finding.code() == Code.UNKNOWN_FIELD)
                    .map(Diagnostic::help)
                    .filter(help -> help != null && help.startsWith(FIELDS_HERE))
                    .flatMap(help ->
                            Arrays.stream(help.substring(FIELDS_HERE.length()).split(", ", -1)))
                    .toList();
        }
    }

    /** The first cells of the table of fields below {@code heading}. */
    private static List<String> rows(String heading) throws IOException {
        String page = Files.readString(Path.of("../docs/reference/policy-language.md"));
        int start = page.indexOf("\n## " + heading + "\n");
        int end = page.indexOf("\n## ", start + 1);
        List<String> lines =
                page.substring(start, end < 0 ? page.length() : end).lines().toList();
        int head = lines.indexOf("| field | what it is |");
        return head < 0
                ? List.of()
                : lines.subList(head + 2, lines.size()).stream()
                        .takeWhile(line -> line.startsWith("|"))
                        .map(line -> line.split("`", -1)[1])
                        .toList();
    }
}
