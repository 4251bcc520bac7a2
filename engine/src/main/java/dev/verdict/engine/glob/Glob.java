package dev.verdict.engine.glob;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A pattern over names whose parts are separated by {@code :}. Immutable and thread-safe; matching takes time proportional
 * to pattern length times text length, whatever the two are.
 *
 * <p>{@code *} is any run without {@code :}, {@code **} any run, {@code ?} one character except {@code :}, {@code [abc]},
 * {@code [a-z]} and {@code [!abc]} one character of or not of a set, {@code {x,y}} alternatives, {@code \c} the character
 * itself. The pattern {@code *} alone means {@code **}.
 */
public final class Glob {
    private enum Shape {
        LITERAL,
        ANYTHING,
        /** A literal, then a run without separator. */
        PREFIX,
        AUTOMATON,
        NOTHING
    }

    private final String pattern;
    private final Shape shape;
    private final String literal;
    private final @Nullable Automaton automaton;

    private Glob(String pattern, Shape shape, String literal, @Nullable Automaton automaton) {
        this.pattern = pattern;
        this.shape = shape;
        this.literal = literal;
        this.automaton = automaton;
    }

    /** A pattern that is active only if it contains {@code *}, as in rules; without one it is a plain literal. */
    public static Glob ofRule(String pattern) {
        return pattern.indexOf('*') < 0 ? literal(pattern) : always(pattern);
    }

    /** A pattern that is always active, as in {@code allowActions}. One that cannot be read never matches. */
    public static Glob always(String pattern) {
        if (pattern.equals("*") || pattern.equals("**")) {
            return new Glob(pattern, Shape.ANYTHING, "", null);
        }
        int special = firstSpecial(pattern);
        if (special < 0) {
            return literal(pattern);
        }
        if (special == pattern.length() - 1 && pattern.charAt(special) == '*') {
            return new Glob(pattern, Shape.PREFIX, pattern.substring(0, special), null);
        }
        Automaton automaton = Automaton.parse(pattern);
        return new Glob(pattern, automaton == null ? Shape.NOTHING : Shape.AUTOMATON, "", automaton);
    }

    /** A pattern that matches {@code text} only. */
    public static Glob literal(String text) {
        // Interned as the literals of applications are, which then need no look at their characters.
        String same = text.intern();
        return new Glob(same, Shape.LITERAL, same, null);
    }

    private static int firstSpecial(String pattern) {
        for (int i = 0; i < pattern.length(); i++) {
            if ("*?[]{}\\".indexOf(pattern.charAt(i)) >= 0) {
                return i;
            }
        }
        return -1;
    }

    public boolean matches(String text) {
        return switch (shape) {
            case LITERAL -> literal.equals(text);
            case ANYTHING -> true;
            case PREFIX -> text.startsWith(literal) && text.indexOf(':', literal.length()) < 0;
            case AUTOMATON -> Objects.requireNonNull(automaton).matches(text);
            case NOTHING -> false;
        };
    }

    /** Whether it matches exactly one text, {@link #pattern()} itself. */
    public boolean isLiteral() {
        return shape == Shape.LITERAL;
    }

    /** Whether the pattern could not be read and therefore never matches. */
    public boolean isBroken() {
        return shape == Shape.NOTHING;
    }

    /** As the author wrote it. */
    public String pattern() {
        return pattern;
    }

    @Override
    public String toString() {
        return pattern;
    }
}
