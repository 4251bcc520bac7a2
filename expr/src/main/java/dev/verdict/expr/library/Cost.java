package dev.verdict.expr.library;

import dev.verdict.expr.run.Meter;

/** What work on texts and lists costs, in steps of the budget. */
final class Cost {
    /** Copying or scanning this many characters takes about as long as one step. */
    private static final int CHARACTERS_PER_STEP = 16;

    private Cost() {}

    /** One pass over that many characters. */
    static void characters(Meter meter, long count) {
        meter.charge(count / CHARACTERS_PER_STEP);
    }

    /** Sorting that many elements. */
    static void sorting(Meter meter, int size) {
        meter.charge((long) size * (Integer.SIZE - Integer.numberOfLeadingZeros(size)));
    }
}
