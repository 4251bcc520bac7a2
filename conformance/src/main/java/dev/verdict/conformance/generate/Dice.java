package dev.verdict.conformance.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Seeded choices. */
final class Dice {
    private final SplittableRandom random;

    Dice(long seed) {
        random = new SplittableRandom(seed);
    }

    /** True {@code percent} times out of a hundred. */
    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    <T> T one(List<T> items) {
        return items.get(random.nextInt(items.size()));
    }

    /** Between {@code low} and {@code high} different items in random order; fewer when there are not so many. */
    <T> List<T> some(List<T> items, int low, int high) {
        var left = new ArrayList<T>(items);
        var chosen = new ArrayList<T>();
        int count = Math.min(between(low, high), left.size());
        while (chosen.size() < count) {
            chosen.add(left.remove(random.nextInt(left.size())));
        }
        return chosen;
    }
}
