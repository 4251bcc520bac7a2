package dev.verdict.engine.glob;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A glob as a non-deterministic automaton, run by keeping the set of states it may be in. State 0 is the start; each state
 * either consumes one character or goes on without consuming.
 */
final class Automaton {
    private static final char SEPARATOR = ':';

    private enum Kind {
        /** Consumes exactly {@code character}. */
        CHARACTER,
        NOT_SEPARATOR,
        ANY,
        SET,
        /** Goes to {@code next} and to {@code other} without consuming. */
        FORK,
        ACCEPT
    }

    private static final class State {
        private final Kind kind;
        private final int character;
        private final @Nullable CharacterSet set;
        private int next;
        private int other = -1;

        private State(Kind kind, int character, @Nullable CharacterSet set) {
            this.kind = kind;
            this.character = character;
            this.set = set;
        }

        private boolean consumes(int c) {
            return switch (kind) {
                case CHARACTER -> c == character;
                case NOT_SEPARATOR -> c != SEPARATOR;
                case ANY -> true;
                case SET -> set != null && set.contains(c);
                case FORK, ACCEPT -> false;
            };
        }
    }

    private static final class CharacterSet {
        private final boolean negated;
        /** First and last character of each range, one range behind the other. */
        private final int[] ranges;

        private CharacterSet(boolean negated, int[] ranges) {
            this.negated = negated;
            this.ranges = ranges;
        }

        private boolean contains(int c) {
            for (int i = 0; i < ranges.length; i += 2) {
                if (ranges[i] <= c && c <= ranges[i + 1]) {
                    return !negated;
                }
            }
            return negated;
        }
    }

    private final State[] states;

    private Automaton(State[] states) {
        this.states = states;
    }

    /** Null if {@code pattern} is not well formed. */
    static @Nullable Automaton parse(String pattern) {
        Parser parser = new Parser(pattern.codePoints().toArray());
        return parser.pattern() ? new Automaton(parser.states.toArray(State[]::new)) : null;
    }

    boolean matches(String text) {
        boolean[] current = new boolean[states.length];
        boolean[] following = new boolean[states.length];
        enter(0, current);
        for (int i = 0; i < text.length(); ) {
            int c = text.codePointAt(i);
            i += Character.charCount(c);
            Arrays.fill(following, false);
            boolean alive = false;
            for (int s = 0; s < states.length; s++) {
                if (current[s] && states[s].consumes(c)) {
                    enter(states[s].next, following);
                    alive = true;
                }
            }
            if (!alive) {
                return false;
            }
            boolean[] swap = current;
            current = following;
            following = swap;
        }
        return current[states.length - 1];
    }

    /** Recursion is as deep as alternatives are nested; the list of alternatives itself is walked in the loop. */
    private void enter(int first, boolean[] active) {
        int state = first;
        while (!active[state]) {
            active[state] = true;
            State entered = states[state];
            if (entered.kind != Kind.FORK) {
                return;
            }
            if (entered.other < 0) {
                state = entered.next;
            } else {
                enter(entered.next, active);
                state = entered.other;
            }
        }
    }

    /** INVARIANT: the state after the last one appended is where matching goes on, so {@code next} is often the own index + 1. */
    private static final class Parser {
        private static final int MAX_DEPTH = 32;

        private final int[] text;
        private final List<State> states = new ArrayList<>();
        private int at;

        private Parser(int[] text) {
            this.text = text;
        }

        private boolean pattern() {
            if (!sequence(0) || at < text.length) {
                return false;
            }
            append(new State(Kind.ACCEPT, 0, null));
            return true;
        }

        private State append(State state) {
            states.add(state);
            state.next = states.size();
            return state;
        }

        private boolean sequence(int depth) {
            while (at < text.length) {
                int c = text[at];
                if (depth > 0 && (c == ',' || c == '}')) {
                    return true;
                }
                at++;
                boolean read = switch (c) {
                    case '*' -> star();
                    case '?' -> one(Kind.NOT_SEPARATOR);
                    case '[' -> set();
                    case '{' -> alternatives(depth + 1);
                    case '\\' -> escaped();
                    case ']', '}' -> false;
                    default -> literal(c);
                };
                if (!read) {
                    return false;
                }
            }
            return depth == 0;
        }

        private boolean literal(int c) {
            append(new State(Kind.CHARACTER, c, null));
            return true;
        }

        private boolean one(Kind kind) {
            append(new State(kind, 0, null));
            return true;
        }

        private boolean escaped() {
            return at < text.length && literal(text[at++]);
        }

        private boolean star() {
            Kind run = Kind.NOT_SEPARATOR;
            if (at < text.length && text[at] == '*') {
                at++;
                run = Kind.ANY;
            }
            int fork = states.size();
            State start = append(new State(Kind.FORK, 0, null));
            State loop = append(new State(run, 0, null));
            loop.next = fork;
            start.other = states.size();
            return true;
        }

        private boolean set() {
            boolean negated = at < text.length && text[at] == '!';
            if (negated) {
                at++;
            }
            List<Integer> ranges = new ArrayList<>();
            while (at < text.length && text[at] != ']') {
                int from = setMember();
                int to = from;
                if (at + 1 < text.length && text[at] == '-' && text[at + 1] != ']') {
                    at++;
                    to = setMember();
                }
                if (from < 0 || to < from) {
                    return false;
                }
                ranges.add(from);
                ranges.add(to);
            }
            if (at >= text.length || ranges.isEmpty()) {
                return false;
            }
            at++;
            int[] bounds = ranges.stream().mapToInt(Integer::intValue).toArray();
            append(new State(Kind.SET, 0, new CharacterSet(negated, bounds)));
            return true;
        }

        private int setMember() {
            if (text[at] == '\\') {
                at++;
            }
            return at < text.length ? text[at++] : -1;
        }

        /** Each alternative starts with a fork to the next one and ends with a jump behind the last. */
        private boolean alternatives(int depth) {
            if (depth > MAX_DEPTH) {
                return false;
            }
            List<State> ends = new ArrayList<>();
            while (true) {
                State fork = append(new State(Kind.FORK, 0, null));
                if (!sequence(depth) || at >= text.length) {
                    return false;
                }
                ends.add(append(new State(Kind.FORK, 0, null)));
                boolean last = text[at++] == '}';
                if (last) {
                    break;
                }
                fork.other = states.size();
            }
            for (State end : ends) {
                end.next = states.size();
            }
            return true;
        }
    }
}
