package dev.verdict.kinde.emulator.data;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Entries of the data file that differ only by a number: with {@code count: 600}, {@code {n}} in their texts stands for
 * 1 to 600.
 */
final class Series {
    private static final long MAX = 10_000;
    private static final String NUMBER = "{n}";

    private Series() {}

    /** The texts to put in the place of {@code {n}}; one that is never used when the entry has no count. */
    static List<String> numbers(YamlObject entry) {
        long count = entry.number("count", 1);
        if (count < 1 || count > MAX) {
            entry.wrong("count", "`count` must be between 1 and " + MAX);
            return List.of("1");
        }
        return LongStream.rangeClosed(1, count).mapToObj(Long::toString).toList();
    }

    static String fill(String text, String number) {
        return text.replace(NUMBER, number);
    }
}
