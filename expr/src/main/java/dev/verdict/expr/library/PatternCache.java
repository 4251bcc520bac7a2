package dev.verdict.expr.library;

import com.google.re2j.Pattern;
import dev.verdict.expr.run.Meter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Keeps small compiled expressions that are used again. Starts afresh when it is full, so patterns made up by a caller cost
 * time but little memory. Safe for use by several threads.
 */
final class PatternCache {
    /** Instructions of all patterns that are kept, a hundred bytes or so each; those of one pattern. */
    private static final int CAPACITY = 50_000;

    private static final int LARGEST = 1_000;

    private final Map<String, Pattern> kept = new ConcurrentHashMap<>();
    private final AtomicInteger size = new AtomicInteger();

    /** As {@link Regexes#compile}, paid for if it is done. */
    Object get(Meter meter, String source) {
        Pattern known = kept.get(source);
        if (known != null) {
            return known;
        }
        Object fresh = Regexes.compile(meter, source);
        if (fresh instanceof Pattern pattern) {
            keep(source, pattern);
        }
        return fresh;
    }

    private void keep(String source, Pattern pattern) {
        int instructions = pattern.programSize() + source.length();
        if (instructions > LARGEST) {
            return;
        }
        if (size.addAndGet(instructions) > CAPACITY) {
            kept.clear();
            size.set(instructions);
        }
        kept.put(source, pattern);
    }
}
