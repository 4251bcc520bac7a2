package dev.verdict.expr.node;

import com.google.re2j.Pattern;
import dev.verdict.expr.library.Regexes;
import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.CelError;

/** {@code text.matches(pattern)} with a pattern known when the expression was compiled. */
final class Matching extends Predicate {
    private final Node operand;
    private final Pattern pattern;

    Matching(Node operand, Pattern pattern) {
        this.operand = operand;
        this.pattern = pattern;
    }

    @Override
    public Truth test(Frame frame) {
        Object value = operand.eval(frame);
        if (value instanceof String text) {
            frame.charge(1);
            return of(Regexes.isFoundIn(frame, pattern, text));
        }
        return frame.fail(value instanceof CelError error ? error : CelError.noSuchOverload());
    }
}
