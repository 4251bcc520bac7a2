package dev.verdict.engine.table;

import dev.verdict.expr.Program;
import java.util.List;

/** The compiled tree under {@code condition.match}. */
public sealed interface ConditionNode {
    record Expression(Program program) implements ConditionNode {}

    record All(List<ConditionNode> of) implements ConditionNode {
        public All {
            of = List.copyOf(of);
        }
    }

    record Any(List<ConditionNode> of) implements ConditionNode {
        public Any {
            of = List.copyOf(of);
        }
    }

    record None(List<ConditionNode> of) implements ConditionNode {
        public None {
            of = List.copyOf(of);
        }
    }
}
