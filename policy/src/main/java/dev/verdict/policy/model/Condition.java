package dev.verdict.policy.model;

import java.util.List;

/** The tree under {@code condition.match}. Lists are never empty. */
public sealed interface Condition {
    record Expr(Located<String> source) implements Condition {}

    record All(List<Condition> of) implements Condition {
        public All {
            of = List.copyOf(of);
        }
    }

    record Any(List<Condition> of) implements Condition {
        public Any {
            of = List.copyOf(of);
        }
    }

    record None(List<Condition> of) implements Condition {
        public None {
            of = List.copyOf(of);
        }
    }
}
