package dev.verdict.policy.yaml;

import dev.verdict.policy.diagnostic.SourceText;
import dev.verdict.policy.diagnostic.Span;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** What the YAML parser stumbled over, in words for authors. */
record SyntaxProblem(Span span, String message, @Nullable String help) {

    static SyntaxProblem of(MarkedYamlEngineException failure, Function<Mark, Span> places, String text) {
        Mark mark = failure.getProblemMark().or(failure::getContextMark).orElse(null);
        String problem = failure.getProblem() == null ? failure.getContext() : failure.getProblem();
        String sentence = sentence(problem);
        if (mark == null) {
            return new SyntaxProblem(new Span("", 0, 0, 0), sentence, null);
        }
        Span span = places.apply(mark);
        String line = lineUntil(text, span);
        if (endsWithQuote(line)) {
            return new SyntaxProblem(
                    span,
                    "text follows a quoted string on the same line",
                    "put the whole value in quotes of the other kind, or use a block (`>-`) for text that contains quotes");
        }
        if ((line.indexOf('\t') >= 0 && line.isBlank()) || sentence.contains("'\\t'")) {
            return new SyntaxProblem(span, "a tab is used for indentation", "indent with spaces");
        }
        if (sentence.contains("mapping values are not allowed")) {
            return new SyntaxProblem(
                    span,
                    "`:` followed by a space starts a value here, where none is allowed",
                    "put text that contains `: ` in quotes");
        }
        return new SyntaxProblem(span, sentence, null);
    }

    /** One line, no full stop, back-quotes around what is quoted. */
    static String sentence(@Nullable String message) {
        if (message == null || message.isBlank()) {
            return "not valid YAML";
        }
        StringBuilder sentence = new StringBuilder("not valid YAML: ");
        message.strip().codePoints().limit(200).forEach(point -> {
            boolean shown = point >= ' ' && !Character.isISOControl(point) && point != 0x2028 && point != 0x2029;
            sentence.appendCodePoint(shown ? point : ' ');
        });
        while (sentence.charAt(sentence.length() - 1) == '.' || sentence.charAt(sentence.length() - 1) == ' ') {
            sentence.setLength(sentence.length() - 1);
        }
        return sentence.toString();
    }

    private static String lineUntil(String text, Span span) {
        String line = new SourceText(text).line(span.line());
        if (line == null) {
            return "";
        }
        int points = line.codePointCount(0, line.length());
        return line.substring(0, line.offsetByCodePoints(0, Math.min(span.column() - 1, points)));
    }

    private static boolean endsWithQuote(String line) {
        String stripped = line.stripTrailing();
        return stripped.endsWith("\"") || stripped.endsWith("'");
    }
}
