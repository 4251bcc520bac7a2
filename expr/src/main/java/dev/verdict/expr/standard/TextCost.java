package dev.verdict.expr.standard;

import dev.verdict.expr.run.Meter;

/** What reading texts costs, in steps of the budget. */
final class TextCost {
    private static final int SCANNED_PER_STEP = 32;

    private TextCost() {}

    /** One look at every character. */
    static void scan(Meter meter, String text) {
        meter.charge(text.length() / SCANNED_PER_STEP);
    }
}
