package dev.verdict.expr.library;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import dev.verdict.expr.value.CelError;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RegexesTest {
    private static final List<String> ATOMS = List.of(
            "a",
            "b",
            ".",
            "\\d",
            "\\pL",
            "\\p{Greek}",
            "\\x{41}",
            "[a-c]",
            "[^]x]",
            "[[:alpha:]{]",
            "[\\]}]",
            "\\Qa{2}\\E",
            "{",
            "{x}",
            "{,3}",
            "\\{",
            "^",
            "$");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a{1001}                    | error parsing regexp: invalid repeat count: `{1001}`",
                "(a{100}){100}              | error parsing regexp: invalid repeat count: `{100}`",
                "((a{2}){50}){11}           | error parsing regexp: invalid repeat count: `{11}`",
                "(                          | error parsing regexp: missing closing ): `(`",
                "[a                         | error parsing regexp: missing closing ]: `[a`",
                "(?P<n>a)(?P<n>b)(?P<       | error parsing regexp: invalid named capture: `(?P<`",
            })
    void refusedPatternsSayWhy(String source, String message) {
        assertThat(Regexes.compile(source)).isEqualTo(new CelError(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(?P<n>a)(?P<n>b)",
                "(?<n>a)(?P<n>[(?P<n>])",
                "\\Q[\\E(?P<n>a)(?P<n>b)]",
                "\\Q(?P<n>\\E(?P<n>a)(?P<n>b)",
            })
    void groupsMayShareAName(String source) {
        assertThat(Regexes.compile(source)).isInstanceOf(Pattern.class);
    }

    @Test
    void hostilePatternsAreRefusedWithoutWork() {
        assertThat(message("(".repeat(5_000) + "a" + ")".repeat(5_000))).contains("expression nests too deeply");
        assertThat(message("(".repeat(50_000))).contains("expression nests too deeply");
        assertThat(message("a".repeat(100_001))).contains("expression too large");
        assertThat(message("{".repeat(160_000))).contains("expression too large");
        assertThat(message("{" + "[".repeat(90_000))).contains("missing closing ]");
        assertThat(message("(?P<".repeat(20_000))).contains("expression nests too deeply");
        assertThat(message("\\Q[\\E(" + "x".repeat(2_000) + "){1000}]")).contains("expression too large");
        assertThat(message("[[:alpha:][](" + "x".repeat(2_000) + "){1000}")).contains("expression too large");
    }

    private static String message(String source) {
        return Regexes.compile(source) instanceof CelError error ? error.message() : "";
    }

    /** What a pattern really comes to is never much more than what it was taken for. */
    @Test
    void theScanForeseesTheSize() {
        long seed = System.nanoTime();
        System.out.println("patterns of seed " + seed);
        var random = new Random(seed);
        for (int i = 0; i < 5_000; i++) {
            String source = pattern(random, 4);
            if (new PatternScan(source).size() <= Regexes.MAX_PROGRAM
                    && Regexes.compile(source) instanceof Pattern pattern) {
                assertThat(new PatternScan(source).size())
                        .as("%s, seed %s", source, seed)
                        .isGreaterThanOrEqualTo(pattern.programSize() / 2 - 4);
            }
        }
    }

    private static String pattern(Random random, int depth) {
        StringBuilder pattern = new StringBuilder();
        int parts = 1 + random.nextInt(4);
        for (int i = 0; i < parts; i++) {
            boolean isGroup = depth > 0 && random.nextInt(3) == 0;
            pattern.append(isGroup ? "(" + pattern(random, depth - 1) + ")" : ATOMS.get(random.nextInt(ATOMS.size())));
            switch (random.nextInt(8)) {
                case 0 -> pattern.append('*');
                case 1 -> pattern.append('+');
                case 2 -> pattern.append('|');
                case 3 -> pattern.append('{').append(random.nextInt(9)).append('}');
                case 4 -> pattern.append("{2,").append(2 + random.nextInt(9)).append('}');
                default -> {}
            }
        }
        return pattern.toString();
    }
}
