package dev.verdict.expr.library;

import dev.verdict.expr.run.Meter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps compiled expressions that are used again. Starts afresh when it is full, so patterns made up by a caller cost time
 * but no memory. Safe for use by several threads.
 */
final class PatternCache {
    private static final int CAPACITY = 256;
    private static final int LONGEST = 1_000;

    private final Map<String, Object> compiled = new ConcurrentHashMap<>();

    /** As {@link Regexes#compile}. */
    Object get(Meter meter, String source) {
        Object known = compiled.get(source);
        if (known != null) {
            return known;
        }
        Regexes.chargeCompilation(meter, source);
        Object fresh = Regexes.compile(source);
        if (source.length() <= LONGEST) {
            if (compiled.size() >= CAPACITY) {
                compiled.clear();
            }
            compiled.put(source, fresh);
        }
        return fresh;
    }
}
