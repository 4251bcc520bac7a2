package dev.verdict.policy.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SourceTextTest {
    @Test
    void excerptPutsCaretsUnderThePlace() {
        SourceText text = new SourceText("a\n  derivedRoles: [ownr]\r\nb");
        assertThat(text.excerpt(new Span("f", 2, 18, 4))).isEqualTo("""
                2 |   derivedRoles: [ownr]
                  |                  ^^^^""");
        assertThat(text.line(3)).isEqualTo("b");
    }

    @Test
    void placesOutsideOfTheTextHaveNoOrShortExcerpts() {
        SourceText text = new SourceText("ab");
        assertThat(text.excerpt(Span.wholeFile("f"))).isNull();
        assertThat(text.excerpt(new Span("f", 2, 1, 1))).isNull();
        assertThat(text.excerpt(new Span("f", 1, 9, 5))).isEqualTo("1 | ab\n  |   ^");
        assertThat(text.excerpt(new Span("f", 1, 1, 99))).isEqualTo("1 | ab\n  | ^^");
    }

    @Test
    void columnsCountCodePointsAndControlCharactersAreReplaced() {
        assertThat(new SourceText("\t😀x\u0007").excerpt(new Span("f", 1, 3, 1)))
                .isEqualTo("1 |  😀x\uFFFD\n  |   ^");
    }

    @Test
    void longLinesAreCutAroundThePlace() {
        SourceText text = new SourceText("x".repeat(500) + "HERE" + "y".repeat(500));
        String excerpt = Objects.requireNonNull(text.excerpt(new Span("f", 1, 501, 4)));
        assertThat(excerpt)
                .hasLineCount(2)
                .contains("…xxxxxxxxxxxxxxxxxxxxHEREyyy")
                .endsWith("^^^^");
        assertThat(excerpt.length()).isLessThan(300);
    }

    @Test
    void manyProblemsAreCountedNotListed() {
        Problems problems = new Problems(new SourceText("x\n".repeat(2000)));
        for (int line = 1; line <= 1500; line++) {
            problems.error(Code.WRONG_TYPE, new Span("f", line, 1, 1), "wrong");
        }
        List<Diagnostic> sorted = problems.sorted();
        assertThat(sorted).hasSize(51);
        assertThat(DiagnosticFormat.oneLine(sorted.get(0))).isEqualTo("f:1:1: error[WRONG_TYPE]: wrong");
        assertThat(DiagnosticFormat.full(sorted.getLast())).isEqualTo("""
                f:50:1: error[MORE_PROBLEMS]: 1450 more problems in this file
                  help: correct the problems above first""");
    }

    @Test
    void aFindingAboutNoFileBeginsWithItsSeverity() {
        Diagnostic gone = Diagnostic.error(Code.EMPTY_SET, Span.wholeFile(""), "all gone");
        assertThat(DiagnosticFormat.oneLine(gone)).isEqualTo("error[EMPTY_SET]: all gone");
    }
}
