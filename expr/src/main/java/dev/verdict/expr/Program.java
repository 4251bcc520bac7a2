package dev.verdict.expr;

import dev.verdict.expr.node.Node;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.OptionalValue;
import org.jspecify.annotations.Nullable;

/** A compiled expression. Immutable; safe for use by several threads, each with a frame of its own. */
public final class Program {
    private final String source;
    private final Node node;
    private final boolean isCondition;

    Program(String source, Node node, boolean isCondition) {
        this.source = source;
        this.node = node;
        this.isCondition = isCondition;
    }

    /** The expression's text. */
    public String source() {
        return source;
    }

    /**
     * The expression as a condition. After {@link Truth#ERROR}, {@link Frame#lastError} has the reason.
     *
     * @throws dev.verdict.expr.run.BudgetExceeded if the decision must end
     */
    public Truth test(Frame frame) {
        if (isCondition) {
            return node.test(frame);
        }
        Object value = node.eval(frame);
        if (value instanceof CelError error) {
            return frame.fail(error);
        }
        return Boolean.TRUE.equals(content(value)) ? Truth.TRUE : Truth.FALSE;
    }

    /** As in the reference, a condition that is an optional holds when its content does. */
    private static @Nullable Object content(@Nullable Object value) {
        Object content = value;
        while (content instanceof OptionalValue optional) {
            content = optional.value();
        }
        return content;
    }

    /**
     * The expression's value, or a {@link CelError}.
     *
     * @throws dev.verdict.expr.run.BudgetExceeded if the decision must end
     */
    public @Nullable Object evaluate(Frame frame) {
        return node.eval(frame);
    }
}
