package dev.verdict.expr.standard;

import dev.verdict.expr.run.Meter;

/** What reading texts costs, in steps of the budget. */
final class TextCost {
    private static final int SCANNED_PER_STEP = 32;
    private static final int MATCHED_PER_STEP = 2;

    private TextCost() {}

    /** One look at every character. */
    static void scan(Meter meter, String text) {
        meter.charge(text.length() / SCANNED_PER_STEP);
    }

    /** A regular expression over all of it. */
    static void match(Meter meter, String text) {
        meter.charge(1 + text.length() / MATCHED_PER_STEP);
    }
}
