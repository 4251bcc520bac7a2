package dev.verdict.expr.node;

import dev.verdict.expr.run.Frame;
import dev.verdict.expr.run.Truth;

/** An operation whose result is a boolean or an error. */
abstract class Predicate extends Node {
    @Override
    public final Object eval(Frame frame) {
        Truth truth = test(frame);
        return truth == Truth.ERROR ? noted(frame) : truth == Truth.TRUE ? Boolean.TRUE : Boolean.FALSE;
    }

    @Override
    public abstract Truth test(Frame frame);

    static Truth of(boolean value) {
        return Truth.of(value);
    }
}
