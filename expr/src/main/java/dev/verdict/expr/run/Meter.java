package dev.verdict.expr.run;

import dev.verdict.expr.value.Timestamp;

/** What a function body may ask of the evaluation it runs in. */
public interface Meter {
    /**
     * Accounts for work that grows with the input, before doing it.
     *
     * @param steps at least 0
     * @throws BudgetExceeded if the budget is used up or the caller is gone
     */
    void charge(long steps);

    /** The instant of the API call; the same for all its decisions. */
    Timestamp now();
}
