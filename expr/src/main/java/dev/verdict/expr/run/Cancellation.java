package dev.verdict.expr.run;

/** Tells a running decision that nobody waits for it any more. Asked often, from the deciding thread: must be cheap and safe. */
@FunctionalInterface
public interface Cancellation {
    Cancellation NEVER = () -> false;

    boolean isCancelled();
}
