package dev.verdict.policy.yaml;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.policy.diagnostic.Code;
import dev.verdict.policy.diagnostic.Diagnostic;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files here would take hours, or all memory, if they were followed. */
class BoundsTest {
    private static Diagnostic refusal(String text) {
        YamlFile file = YamlFile.read("p.yaml", text.getBytes(UTF_8), Limits.DEFAULT);
        assertThat(file.root()).isNull();
        List<Diagnostic> problems = file.problems().sorted();
        assertThat(problems).hasSize(1);
        return problems.getFirst();
    }

    private static String bomb(String first, String open, String separator, String close) {
        StringBuilder text = new StringBuilder("a0: &a0 " + first + "\n");
        for (int i = 1; i < 12; i++) {
            String item = "*a" + (i - 1);
            text.append("a%d: &a%d ".formatted(i, i)).append(open);
            text.append(String.join(separator, Collections.nCopies(9, item)))
                    .append(close)
                    .append('\n');
        }
        return text.toString();
    }

    @Test
    void aliasBombIsRefusedAtTheAliasThatExceedsTheLimit() {
        Diagnostic problem = refusal(bomb("[x]", "[", ", ", "]"));
        assertThat(problem.code()).isEqualTo(Code.TOO_MANY_ALIASES);
        assertThat(problem.span().line()).isEqualTo(7);
        assertThat(problem.message()).isEqualTo("file has more than 250000 values when its aliases are followed");
    }

    @Test
    void mergeKeyBombIsRefused() {
        assertThat(refusal(bomb("{x: y}", "{<<: [", ", ", "]}")).code()).isEqualTo(Code.TOO_MANY_ALIASES);
    }

    @Test
    void depthThroughAliasesCounts() {
        StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
        for (int i = 1; i < 5000; i++) {
            text.append("a%d: &a%d [*a%d]\n".formatted(i, i, i - 1));
        }
        Diagnostic problem = refusal(text.toString());
        assertThat(problem.code()).isEqualTo(Code.TOO_DEEP);
        assertThat(problem.span().line()).isEqualTo(199);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? ", "[{a: "})
    void nestingIsRefused(String open) {
        assertThat(refusal(open.repeat(100_000)).code()).isEqualTo(Code.TOO_DEEP);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a: &a [*a]", "a: &a {b: *a}", "a: &a {<<: *a}", "a: &a [[[*a]]]"})
    void selfReferenceIsRefused(String text) {
        Diagnostic problem = refusal(text);
        assertThat(problem.code()).isEqualTo(Code.INVALID_YAML);
        assertThat(problem.message()).isEqualTo("alias `*a` refers to an object or list that it is part of");
    }

    @Test
    void sizeAndNumberOfValuesAreBounded() {
        assertThat(refusal("#".repeat((4 << 20) + 1)).message())
                .isEqualTo("file has 4194305 bytes, at most 4194304 are allowed");
        assertThat(refusal("- a\n".repeat(300_000)).message()).isEqualTo("file has more than 250000 values");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"", "'", "&a ", "!", "!a ", "a: ", ": ", "|\n", ">\n", "%", "\t", ",", "]", "a ", "? a\n", "---\n",
                "*", "\n", " ", "\\", "@", "x: y\n", "#", "{", "a:\n ", "- - \n"
            })
    void fourMebibytesOfOneTokenEnd(String token) {
        String text = token.repeat((4 << 20) / token.length());
        YamlFile file = YamlFile.read("p.yaml", text.getBytes(UTF_8), Limits.DEFAULT);
        assertThat(file.problems().sorted()).hasSizeLessThanOrEqualTo(51);
    }
}
