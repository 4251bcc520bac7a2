package dev.verdict.expr.library;

import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Strings made of parts and taken apart: {@code join}, {@code split} and {@code replace}. */
final class Joining {
    private Joining() {}

    static Object join(Meter meter, List<? extends @Nullable Object> parts) {
        return join(meter, parts, "");
    }

    static Object join(Meter meter, List<? extends @Nullable Object> parts, String separator) {
        meter.charge(parts.size());
        long length = 0;
        for (Object part : parts) {
            if (!(part instanceof String text)) {
                return new CelError("join: invalid input: " + Values.debugText(part));
            }
            length += text.length() + separator.length();
        }
        if (length > Integer.MAX_VALUE) {
            return new CelError("join: result too long");
        }
        Cost.characters(meter, length);
        StringBuilder joined = new StringBuilder((int) length);
        String before = "";
        for (Object part : parts) {
            joined.append(before).append(part);
            before = separator;
        }
        return joined.toString();
    }

    static List<Object> split(Meter meter, String text, String separator) {
        return split(meter, text, separator, -1L);
    }

    /**
     * The parts between the separators.
     *
     * @param limit at most so many parts, the last one being the rest; no limit if negative
     */
    static List<Object> split(Meter meter, String text, String separator, Long limit) {
        if (limit == 0) {
            return List.of();
        }
        Cost.characters(meter, text.length());
        long most = limit < 0 ? Long.MAX_VALUE : limit;
        List<Object> parts = new ArrayList<>();
        int from = 0;
        if (separator.isEmpty()) {
            meter.charge(Math.min(text.length(), most));
            while (from < text.length() && parts.size() < most - 1) {
                int next = text.offsetByCodePoints(from, 1);
                parts.add(text.substring(from, next));
                from = next;
            }
            if (from < text.length()) {
                parts.add(text.substring(from));
            }
            return Collections.unmodifiableList(parts);
        }
        while (parts.size() < most - 1) {
            int at = text.indexOf(separator, from);
            if (at < 0) {
                break;
            }
            meter.charge(1);
            parts.add(text.substring(from, at));
            from = at + separator.length();
        }
        parts.add(text.substring(from));
        return Collections.unmodifiableList(parts);
    }

    /**
     * The text with {@code old} replaced.
     *
     * @param limit at most so many times; always if negative
     */
    static Object replace(Meter meter, String text, String old, String with, Long limit) {
        Cost.characters(meter, text.length());
        long most = limit < 0 ? Long.MAX_VALUE : limit;
        if (most == 0) {
            return text;
        }
        if (old.isEmpty()) {
            return interleave(meter, text, with, most);
        }
        int at = text.indexOf(old);
        if (at < 0) {
            return text;
        }
        StringBuilder replaced = new StringBuilder(text.length());
        int from = 0;
        for (long done = 0; at >= 0 && done < most; done++) {
            meter.charge(1);
            Cost.characters(meter, with.length());
            replaced.append(text, from, at).append(with);
            from = at + old.length();
            at = text.indexOf(old, from);
        }
        return replaced.append(text, from, text.length()).toString();
    }

    /** An empty text occurs before each character and at the end. */
    private static String interleave(Meter meter, String text, String with, long most) {
        StringBuilder replaced = new StringBuilder(2 * text.length() + with.length());
        int from = 0;
        for (long done = 0; done < most; done++) {
            meter.charge(1);
            Cost.characters(meter, with.length());
            replaced.append(with);
            if (from == text.length()) {
                break;
            }
            int next = text.offsetByCodePoints(from, 1);
            replaced.append(text, from, next);
            from = next;
        }
        return replaced.append(text, from, text.length()).toString();
    }
}
