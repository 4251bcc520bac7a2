package dev.verdict.engine.glob;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "*|a:b|true",
                "**|a:b|true",
                "edit:*|edit:a|true",
                "edit:*|edit:|true",
                "edit:*|edit|false",
                "edit:*|edit:a:b|false",
                "edit:**|edit:a:b|true",
                "x:*:y|x::y|true",
                "x:*:y|x:a:y|true",
                "x:*:y|x:a:b:y|false",
                "x:**:y|x:a:b:y|true",
                "a*|a|true",
                "a*|abc|true",
                "a*|a:b|false",
                "*b|ab|true",
                "*b|a:b|false",
                "**b|a:b|true",
                "a?c|abc|true",
                "a?c|a:c|false",
                "a?c|ac|false",
                "[abc]x|bx|true",
                "[abc]x|dx|false",
                "[a-c]x|bx|true",
                "[!a-c]x|dx|true",
                "[!a-c]x|ax|false",
                "{p,q}:*|p:1|true",
                "{p,q}:*|q:1|true",
                "{p,q}:*|r:1|false",
                "{a*,b{c,d}}|bd|true",
                "{a*,b{c,d}}|axx|true",
                "{a*,b{c,d}}|b|false",
                "{a,}x|x|true",
                "\\*a|*a|true",
                "\\*a|ba|false",
                "ü*|über|true",
                "?x|😀x|true",
            })
    void anActivePatternMatches(String pattern, String text, boolean matches) {
        assertThat(Glob.always(pattern).matches(text)).isEqualTo(matches);
    }

    @ParameterizedTest
    @CsvSource({"[a", "a]", "'{a,b'", "a}", "[]", "[z-a]", "a\\"})
    void aBrokenPatternNeverMatches(String pattern) {
        Glob glob = Glob.always(pattern);

        assertThat(glob.isBroken()).isTrue();
        assertThat(glob.matches(pattern)).isFalse();
    }

    @Test
    void inRulesAPatternWithoutStarIsALiteral() {
        assertThat(Glob.ofRule("lit?").matches("litx")).isFalse();
        assertThat(Glob.ofRule("lit?").matches("lit?")).isTrue();
        assertThat(Glob.always("lit?").matches("litx")).isTrue();
        assertThat(Glob.ofRule("{p,q}").matches("p")).isFalse();
        assertThat(Glob.ofRule("{p,q}*").matches("p")).isTrue();
    }

    @Test
    void manyStarsAgainstALongTextNeedNoBacktracking() {
        Glob glob = Glob.always("*a".repeat(500) + "b");

        assertThat(glob.matches("a".repeat(10_000))).isFalse();
    }

    @Test
    void tenThousandAlternativesAreWalkedWithoutRecursion() {
        StringBuilder pattern = new StringBuilder("{x0");
        for (int i = 1; i < 10_000; i++) {
            pattern.append(",x").append(i);
        }
        Glob glob = Glob.always(pattern.append("}*").toString());

        assertThat(glob.matches("x9999")).isTrue();
        assertThat(glob.matches("y")).isFalse();
    }
}
