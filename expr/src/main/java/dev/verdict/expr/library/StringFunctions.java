package dev.verdict.expr.library;

import static dev.verdict.expr.library.Overload.member;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions on strings. Positions and lengths count code points. */
final class StringFunctions {
    private static final CelType STRING = SimpleType.STRING;
    private static final CelType INT = SimpleType.INT;
    private static final CelType STRINGS = ListType.create(STRING);
    private static final Class<String> TEXT = String.class;
    private static final Class<Long> NUMBER = Long.class;

    private StringFunctions() {}

    static List<Overload> all() {
        return List.of(
                member(
                        "charAt",
                        "string_char_at_int",
                        STRING,
                        Bodies.of(TEXT, NUMBER, StringFunctions::charAt),
                        STRING,
                        INT),
                member(
                        "indexOf",
                        "string_index_of_string",
                        INT,
                        Bodies.of(TEXT, TEXT, (meter, text, part) -> indexOf(meter, text, part, 0L)),
                        STRING,
                        STRING),
                member(
                        "indexOf",
                        "string_index_of_string_int",
                        INT,
                        Bodies.of(TEXT, TEXT, NUMBER, StringFunctions::indexOf),
                        STRING,
                        STRING,
                        INT),
                member(
                        "lastIndexOf",
                        "string_last_index_of_string",
                        INT,
                        Bodies.of(TEXT, TEXT, StringFunctions::lastIndexOf),
                        STRING,
                        STRING),
                member(
                        "lastIndexOf",
                        "string_last_index_of_string_int",
                        INT,
                        Bodies.of(TEXT, TEXT, NUMBER, StringFunctions::lastIndexOf),
                        STRING,
                        STRING,
                        INT),
                member(
                        "substring",
                        "string_substring_int",
                        STRING,
                        Bodies.of(TEXT, NUMBER, StringFunctions::substring),
                        STRING,
                        INT),
                member(
                        "substring",
                        "string_substring_int_int",
                        STRING,
                        Bodies.of(TEXT, NUMBER, NUMBER, StringFunctions::substring),
                        STRING,
                        INT,
                        INT),
                member("lowerAscii", "string_lower_ascii", STRING, Bodies.of(TEXT, StringFunctions::lower), STRING),
                member("upperAscii", "string_upper_ascii", STRING, Bodies.of(TEXT, StringFunctions::upper), STRING),
                member("trim", "string_trim", STRING, Bodies.of(TEXT, StringFunctions::trim), STRING),
                member("reverse", "string_reverse", STRING, Bodies.of(TEXT, StringFunctions::reverse), STRING),
                member("join", "list_join", STRING, Bodies.of(Bodies.LIST, Joining::join), STRINGS),
                member(
                        "join",
                        "list_join_string",
                        STRING,
                        Bodies.of(Bodies.LIST, TEXT, Joining::join),
                        STRINGS,
                        STRING),
                member("split", "string_split_string", STRINGS, Bodies.of(TEXT, TEXT, Joining::split), STRING, STRING),
                member(
                        "split",
                        "string_split_string_int",
                        STRINGS,
                        Bodies.of(TEXT, TEXT, NUMBER, Joining::split),
                        STRING,
                        STRING,
                        INT),
                member(
                        "replace",
                        "string_replace_string_string",
                        STRING,
                        Bodies.of(
                                TEXT,
                                TEXT,
                                TEXT,
                                (meter, text, old, with) -> Joining.replace(meter, text, old, with, -1L)),
                        STRING,
                        STRING,
                        STRING),
                member(
                        "replace",
                        "string_replace_string_string_int",
                        STRING,
                        Bodies.of(TEXT, TEXT, TEXT, NUMBER, Joining::replace),
                        STRING,
                        STRING,
                        STRING,
                        INT),
                Overload.function(
                        "strings.quote", "strings_quote", STRING, Bodies.of(TEXT, StringFunctions::quote), STRING));
    }

    private static Object charAt(Meter meter, String text, Long index) {
        int at = charIndex(meter, text, index);
        if (at < 0) {
            return outOfRange(index);
        }
        return at == text.length() ? "" : text.substring(at, text.offsetByCodePoints(at, 1));
    }

    private static Object indexOf(Meter meter, String text, String part, Long from) {
        if (from < 0) {
            return outOfRange(from);
        }
        int start = charIndex(meter, text, from);
        if (start < 0) {
            return part.isEmpty() ? codePoints(text) : -1L;
        }
        Cost.characters(meter, text.length());
        return position(text, text.indexOf(part, start));
    }

    private static Object lastIndexOf(Meter meter, String text, String part) {
        Cost.characters(meter, text.length());
        return position(text, text.lastIndexOf(part));
    }

    private static Object lastIndexOf(Meter meter, String text, String part, Long from) {
        if (from < 0) {
            return outOfRange(from);
        }
        int start = charIndex(meter, text, from);
        if (part.isEmpty()) {
            return start < 0 ? codePoints(text) : from;
        }
        if (start < 0 || start == text.length()) {
            return -1L;
        }
        Cost.characters(meter, text.length());
        return position(text, text.lastIndexOf(part, start));
    }

    private static Object substring(Meter meter, String text, Long from) {
        int start = charIndex(meter, text, from);
        return start < 0 ? outOfRange(from) : text.substring(start);
    }

    private static Object substring(Meter meter, String text, Long from, Long to) {
        if (from > to) {
            return new CelError("invalid substring range. start: " + from + ", end: " + to);
        }
        int start = charIndex(meter, text, from);
        if (start < 0) {
            return outOfRange(from);
        }
        int end = charIndex(meter, text, to);
        return end < 0 ? outOfRange(to) : text.substring(start, end);
    }

    private static String lower(Meter meter, String text) {
        return mapAscii(meter, text, 'A', 'Z', 'a' - 'A');
    }

    private static String upper(Meter meter, String text) {
        return mapAscii(meter, text, 'a', 'z', 'A' - 'a');
    }

    private static String mapAscii(Meter meter, String text, char first, char last, int distance) {
        int length = text.length();
        Cost.characters(meter, length);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c >= first && c <= last) {
                char[] mapped = text.toCharArray();
                for (; i < length; i++) {
                    if (mapped[i] >= first && mapped[i] <= last) {
                        mapped[i] = (char) (mapped[i] + distance);
                    }
                }
                return new String(mapped);
            }
        }
        return text;
    }

    private static String trim(Meter meter, String text) {
        Cost.characters(meter, text.length());
        int start = 0;
        int end = text.length();
        while (start < end && isSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }

    /** The property White_Space of Unicode; neither of Java's two notions of a space is the same. */
    private static boolean isSpace(char c) {
        return c == ' '
                || (c >= '\t' && c <= '\r')
                || c == '\u0085'
                || c == '\u00a0'
                || c == '\u1680'
                || (c >= '\u2000' && c <= '\u200a')
                || c == '\u2028'
                || c == '\u2029'
                || c == '\u202f'
                || c == '\u205f'
                || c == '\u3000';
    }

    private static String reverse(Meter meter, String text) {
        Cost.characters(meter, text.length());
        return new StringBuilder(text).reverse().toString();
    }

    private static String quote(Meter meter, String text) {
        Cost.characters(meter, 2L * text.length());
        StringBuilder quoted = new StringBuilder(text.length() + 8).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '\u0007' -> quoted.append("\\a");
                case '\b' -> quoted.append("\\b");
                case '\f' -> quoted.append("\\f");
                case '\n' -> quoted.append("\\n");
                case '\r' -> quoted.append("\\r");
                case '\t' -> quoted.append("\\t");
                case '\u000b' -> quoted.append("\\v");
                case '\\' -> quoted.append("\\\\");
                case '"' -> quoted.append("\\\"");
                default -> quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    /** Where code point number {@code index} begins; the length of the text for the one after the last; -1 beyond. */
    private static int charIndex(Meter meter, String text, long index) {
        int length = text.length();
        if (index < 0 || index > length) {
            return -1;
        }
        Cost.characters(meter, index);
        int at = 0;
        for (long passed = 0; passed < index; passed++) {
            if (at >= length) {
                return -1;
            }
            at += Character.isHighSurrogate(text.charAt(at))
                            && at + 1 < length
                            && Character.isLowSurrogate(text.charAt(at + 1))
                    ? 2
                    : 1;
        }
        return at;
    }

    private static Long position(String text, int at) {
        return at < 0 ? -1L : (long) text.codePointCount(0, at);
    }

    private static Long codePoints(String text) {
        return (long) text.codePointCount(0, text.length());
    }

    private static CelError outOfRange(@Nullable Long index) {
        return new CelError("index out of range: " + index);
    }
}
