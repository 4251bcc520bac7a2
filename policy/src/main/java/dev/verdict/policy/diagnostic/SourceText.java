package dev.verdict.policy.diagnostic;

import org.jspecify.annotations.Nullable;

/** The text of one policy file, from which diagnostics take the line that they are about. Immutable and thread-safe. */
public final class SourceText {
    /** Longer lines are cut around the place that matters. */
    private static final int MAX_WIDTH = 120;

    private final String text;

    public SourceText(String text) {
        this.text = text;
    }

    /**
     * The line of {@code span} with its number, and carets under the place; null when the span means the whole file or its
     * line is not in this text.
     */
    public @Nullable String excerpt(Span span) {
        String line = span.line() == 0 ? null : line(span.line());
        if (line == null) {
            return null;
        }
        int[] points = line.codePoints().toArray();
        int first = Math.clamp(span.column() - 1L, 0, points.length);
        int length = Math.clamp(span.length(), 1, Math.max(points.length - first, 1));
        int from = first > MAX_WIDTH - 20 ? first - 20 : 0;
        int to = Math.min(points.length, from + MAX_WIDTH);

        String margin = Integer.toString(span.line());
        StringBuilder excerpt = new StringBuilder().append(margin).append(" | ");
        int start = excerpt.length();
        if (from > 0) {
            excerpt.append('…');
        }
        appendVisible(excerpt, points, from, to);
        if (to < points.length) {
            excerpt.append('…');
        }
        trimEnd(excerpt, start);
        excerpt.append('\n').repeat(' ', margin.length()).append(" | ");
        excerpt.repeat(' ', first - from + (from > 0 ? 1 : 0));
        return excerpt.repeat('^', Math.clamp(length, 1, Math.max(to - first, 1)))
                .toString();
    }

    /** {@code diagnostic} with the excerpt of its place, unless it has one already or has no line. */
    public Diagnostic illustrate(Diagnostic diagnostic) {
        return diagnostic.excerpt() != null ? diagnostic : diagnostic.withExcerpt(excerpt(diagnostic.span()));
    }

    /** Line number {@code number} counted from 1, without its line break; null when there is no such line. */
    public @Nullable String line(int number) {
        int start = 0;
        for (int current = 1; ; current++) {
            int end = endOfLine(start);
            if (current == number) {
                return text.substring(start, end);
            }
            if (end == text.length()) {
                return null;
            }
            boolean crlf = text.charAt(end) == '\r' && end + 1 < text.length() && text.charAt(end + 1) == '\n';
            start = end + (crlf ? 2 : 1);
        }
    }

    private int endOfLine(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** Tabs and control characters would move the carets away from their place, or do worse on a terminal. */
    private static void appendVisible(StringBuilder target, int[] points, int from, int to) {
        for (int i = from; i < to; i++) {
            int point = points[i];
            if (point == '\t') {
                target.append(' ');
            } else if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
                target.append('\uFFFD');
            } else {
                target.appendCodePoint(point);
            }
        }
    }

    private static void trimEnd(StringBuilder text, int from) {
        while (text.length() > from && text.charAt(text.length() - 1) == ' ') {
            text.setLength(text.length() - 1);
        }
    }
}
