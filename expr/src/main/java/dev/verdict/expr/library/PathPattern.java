package dev.verdict.expr.library;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A shell pattern for slash paths: {@code *} and {@code ?} stand for characters other than a slash, {@code [a-z]} and
 * {@code [^a-z]} for one of some or of none.
 */
final class PathPattern {
    private static final Element ANY_NUMBER = new Element(true, false);
    private static final Element ANY_ONE = new Element(false, true, '/', '/');

    private final List<Element> elements;

    private PathPattern(List<Element> elements) {
        this.elements = elements;
    }

    /** One character of a name, or any number of them. */
    private static final class Element {
        private final boolean star;
        private final boolean negated;

        /** Pairs of first and last code points. */
        private final int[] ranges;

        Element(boolean star, boolean negated, int... ranges) {
            this.star = star;
            this.negated = negated;
            this.ranges = ranges;
        }

        boolean matches(int c) {
            for (int i = 0; i < ranges.length; i += 2) {
                if (ranges[i] <= c && c <= ranges[i + 1]) {
                    return !negated;
                }
            }
            return negated;
        }
    }

    /** The pattern, or null if it is malformed. */
    static @Nullable PathPattern parse(String pattern) {
        int[] source = pattern.codePoints().toArray();
        List<Element> elements = new ArrayList<>(source.length);
        for (int at = 0; at < source.length; at++) {
            switch (source[at]) {
                case '*' -> {
                    if (elements.isEmpty() || !elements.getLast().star) {
                        elements.add(ANY_NUMBER);
                    }
                }
                case '?' -> elements.add(ANY_ONE);
                case '[' -> {
                    at = parseClass(source, at + 1, elements);
                    if (at < 0) {
                        return null;
                    }
                }
                default -> elements.add(new Element(false, false, source[at], source[at]));
            }
        }
        return new PathPattern(elements);
    }

    /** Where the class ends, or -1 if it does not. */
    private static int parseClass(int[] source, int start, List<Element> elements) {
        int at = start;
        boolean negated = at < source.length && source[at] == '^';
        if (negated) {
            at++;
        }
        List<Integer> ranges = new ArrayList<>();
        while (at < source.length && (source[at] != ']' || ranges.isEmpty())) {
            if (isNoEnd(source, at)) {
                return -1;
            }
            int first = source[at++];
            int last = first;
            if (at < source.length && source[at] == '-') {
                at++;
                if (isNoEnd(source, at)) {
                    return -1;
                }
                last = source[at++];
            }
            ranges.add(first);
            ranges.add(last);
        }
        if (at >= source.length) {
            return -1;
        }
        elements.add(new Element(
                false, negated, ranges.stream().mapToInt(Integer::intValue).toArray()));
        return at;
    }

    private static boolean isNoEnd(int[] source, int at) {
        return at >= source.length || source[at] == '-' || source[at] == ']';
    }

    /** Whether the whole name matches. */
    boolean matches(String name) {
        int[] text = name.codePoints().toArray();
        int at = 0;
        int next = 0;
        int afterStar = -1;
        int starEnd = 0;
        while (at < text.length || next < elements.size()) {
            if (next < elements.size()) {
                Element element = elements.get(next);
                if (element.star) {
                    afterStar = ++next;
                    starEnd = at;
                    continue;
                }
                if (at < text.length && element.matches(text[at])) {
                    at++;
                    next++;
                    continue;
                }
            }
            // Only the last star can take more: what the ones before it matched ends as early as it can.
            if (afterStar < 0 || starEnd >= text.length || text[starEnd] == '/') {
                return false;
            }
            at = ++starEnd;
            next = afterStar;
        }
        return true;
    }

    int size() {
        return elements.size();
    }
}
