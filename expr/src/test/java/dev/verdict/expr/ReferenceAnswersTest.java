package dev.verdict.expr;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ReferenceAnswersTest {
    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void answersAsTheReference(String expression, String expected) {
        assertThat(Evaluation.answer(expression)).isEqualTo(expected);
    }

    static Stream<Arguments> cases() throws IOException {
        try (InputStream file = ReferenceAnswersTest.class.getResourceAsStream("/cases/language.tsv")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return text.lines()
                    .filter(line -> !line.startsWith("#") && !line.isEmpty())
                    .map(ReferenceAnswersTest::arguments);
        }
    }

    private static Arguments arguments(String line) {
        int tab = line.indexOf('\t');
        return Arguments.of(line.substring(0, tab), line.substring(tab + 1));
    }
}
