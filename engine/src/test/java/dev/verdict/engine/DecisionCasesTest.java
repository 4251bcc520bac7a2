package dev.verdict.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every file of {@code decisions/} holds. */
class DecisionCasesTest {
    private static final Path CASES = Path.of("src/test/resources/decisions");

    @TestFactory
    List<DynamicContainer> decisions() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files.sorted()
                    .map(file -> DynamicContainer.dynamicContainer(
                            file.getFileName().toString(), checks(DecisionCase.read(file))))
                    .toList();
        }
    }

    private static List<DynamicTest> checks(DecisionCase decisionCase) {
        return decisionCase.checks().stream()
                .map(check -> DynamicTest.dynamicTest(
                        String.valueOf(check.getOrDefault("name", check)), () -> decide(decisionCase, check)))
                .toList();
    }

    private static void decide(DecisionCase decisionCase, Map<String, Object> check) {
        try (Verdict verdict = decisionCase.engine().build()) {
            var result = verdict.check(DecisionCase.request(check)).results().get(0);

            assertThat(DecisionCase.answers(check, result)).isEqualTo(DecisionCase.expectations(check));
        }
    }
}
