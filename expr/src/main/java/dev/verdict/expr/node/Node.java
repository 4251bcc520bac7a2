package dev.verdict.expr.node;

import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;
import dev.verdict.expr.value.CelError;
import org.jspecify.annotations.Nullable;

/** One operation of a compiled expression. Immutable; all that changes is in the frame. */
public abstract class Node {
    /** The value, or a {@link CelError}. */
    public abstract @Nullable Object eval(Frame frame);

    /** The value as a condition: a value that is not a boolean is an error, and an error is noted in the frame. */
    public Truth test(Frame frame) {
        return truth(frame, eval(frame));
    }

    static Truth truth(Frame frame, @Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? Truth.TRUE : Truth.FALSE;
        }
        return frame.fail(value instanceof CelError error ? error : CelError.noSuchOverload());
    }

    /** The error noted by the test that came before. */
    static CelError noted(Frame frame) {
        CelError error = frame.lastError();
        return error == null ? CelError.noSuchOverload() : error;
    }
}
