package dev.verdict.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.source.PolicySource;
import dev.verdict.policy.diagnostic.Diagnostic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Every set of {@code rejections.yaml} is refused with exactly the diagnostics that stand there, whatever the order of its files. */
class RejectionCasesTest {
    private static final Path CASES = Path.of("src/test/resources/rejections.yaml");

    @TestFactory
    @SuppressWarnings("unchecked")
    List<DynamicTest> rejections() throws IOException {
        List<Map<String, Object>> cases = (List<Map<String, Object>>)
                new Load(LoadSettings.builder().build()).loadFromString(Files.readString(CASES));
        return cases.stream()
                .map(one -> DynamicTest.dynamicTest(
                        (String) Objects.requireNonNull(one.get("name")),
                        () -> reject((List<String>) Objects.requireNonNull(one.get("policies")), (List<String>)
                                Objects.requireNonNull(one.get("diagnostics")))))
                .toList();
    }

    private static void reject(List<String> policies, List<String> expected) {
        assertThat(diagnostics(files(policies))).isEqualTo(expected);
    }

    private static Map<String, String> files(List<String> policies) {
        Map<String, String> files = new LinkedHashMap<>();
        for (int i = policies.size() - 1; i >= 0; i--) {
            files.put((char) ('a' + i) + ".yaml", policies.get(i));
        }
        return files;
    }

    private static List<String> diagnostics(Map<String, String> files) {
        try (Verdict accepted =
                Verdict.builder().policies(PolicySource.memory(files)).build()) {
            return List.of("accepted with " + accepted.status().policies() + " policies");
        } catch (PolicySetRejectedException e) {
            return e.diagnostics().stream().map(RejectionCasesTest::text).toList();
        }
    }

    private static String text(Diagnostic diagnostic) {
        String help = diagnostic.help() == null ? "" : " | " + diagnostic.help();
        return diagnostic.span() + " " + diagnostic.code() + " " + diagnostic.message() + help;
    }
}
