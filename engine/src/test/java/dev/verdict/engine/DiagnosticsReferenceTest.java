package dev.verdict.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.check.SchemaEnforcement;
import dev.verdict.engine.source.PolicySource;
import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import dev.verdict.policy.diagnostic.DiagnosticFormat;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds {@code docs/reference/diagnostics.md} against the codes and against what the engine says about the examples. */
class DiagnosticsReferenceTest {
    private static List<DocumentationPage.Section> sections() throws IOException {
        return DocumentationPage.read("diagnostics.md").sections();
    }

    @Test
    void everyCodeHasASectionAndNoOtherDoes() throws IOException {
        assertThat(sections())
                .extracting(DocumentationPage.Section::heading)
                .containsExactlyElementsOf(
                        Arrays.stream(Code.values()).map(Code::name).toList());
    }

    @TestFactory
    List<DynamicTest> examplesGetExactlyWhatStandsBelowThem() throws IOException {
        return sections().stream()
                .filter(section -> !section.files().isEmpty())
                .map(section -> DynamicTest.dynamicTest(section.heading(), () -> check(section)))
                .toList();
    }

    private static void check(DocumentationPage.Section section) {
        List<Diagnostic> found = diagnostics(section.files());

        assertThat(found).extracting(Diagnostic::code).contains(Code.valueOf(section.heading()));
        assertThat(section.outputs()).containsExactly(DiagnosticFormat.full(found));
    }

    private static List<Diagnostic> diagnostics(Map<String, String> files) {
        boolean schemas = files.values().stream().anyMatch(text -> text.contains("albums.json"));
        try (Verdict accepted = Verdict.builder()
                .policies(PolicySource.memory(files))
                .schemaEnforcement(schemas ? SchemaEnforcement.WARN : SchemaEnforcement.NONE)
                .build()) {
            return accepted.status().warnings();
        } catch (PolicySetRejectedException e) {
            return e.diagnostics();
        }
    }
}
