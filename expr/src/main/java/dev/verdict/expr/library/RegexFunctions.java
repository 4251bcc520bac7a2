package dev.verdict.expr.library;

import static dev.verdict.expr.library.Overload.function;
import static dev.verdict.expr.library.Overload.member;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import dev.verdict.expr.value.OptionalValue;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code matches}, {@code regex.replace}, {@code regex.extract} and {@code regex.extractAll}. */
final class RegexFunctions {
    private static final CelType STRING = SimpleType.STRING;
    private static final Class<String> TEXT = String.class;

    private final PatternCache patterns = new PatternCache();

    private RegexFunctions() {}

    static List<Overload> all() {
        RegexFunctions functions = new RegexFunctions();
        Overload.Body matches = Bodies.of(TEXT, TEXT, functions::matches);
        return List.of(
                function("matches", "matches", SimpleType.BOOL, matches, STRING, STRING),
                member("matches", "matches_string", SimpleType.BOOL, matches, STRING, STRING),
                function(
                        "regex.replace",
                        "regex_replace_string_string_string",
                        STRING,
                        Bodies.of(
                                TEXT,
                                TEXT,
                                TEXT,
                                (meter, text, source, with) -> functions.replace(meter, text, source, with, -1L)),
                        STRING,
                        STRING,
                        STRING),
                function(
                        "regex.replace",
                        "regex_replace_string_string_string_int",
                        STRING,
                        Bodies.of(TEXT, TEXT, TEXT, Long.class, functions::replace),
                        STRING,
                        STRING,
                        STRING,
                        SimpleType.INT),
                function(
                        "regex.extract",
                        "regex_extract_string_string",
                        OptionalType.create(STRING),
                        Bodies.of(TEXT, TEXT, functions::extract),
                        STRING,
                        STRING),
                function(
                        "regex.extractAll",
                        "regex_extractAll_string_string",
                        ListType.create(STRING),
                        Bodies.of(TEXT, TEXT, functions::extractAll),
                        STRING,
                        STRING));
    }

    private Object matches(Meter meter, String text, String source) {
        Object compiled = patterns.get(meter, source);
        return compiled instanceof Pattern pattern ? (Object) Regexes.isFoundIn(meter, pattern, text) : compiled;
    }

    private Object replace(Meter meter, String text, String source, String with, Long limit) {
        if (limit == 0) {
            return text;
        }
        Object compiled = patterns.get(meter, source);
        if (!(compiled instanceof Pattern pattern)) {
            return compiled;
        }
        StringBuilder replaced = new StringBuilder();
        int from = 0;
        long left = limit < 0 ? Long.MAX_VALUE : limit;
        Matches matches = new Matches(meter, pattern, text);
        for (; left > 0 && matches.next(); left--) {
            Cost.characters(meter, with.length() + matches.end() - matches.start());
            replaced.append(text, from, matches.start());
            CelError problem = appendReplacement(matches, with, replaced);
            if (problem != null) {
                return problem;
            }
            from = matches.end();
        }
        return replaced.append(text, from, text.length()).toString();
    }

    /** Appends the replacement, in which a backslash and a digit stand for a group. */
    private static @Nullable CelError appendReplacement(Matches matches, String with, StringBuilder replaced) {
        int at = 0;
        while (at < with.length()) {
            int escape = with.indexOf('\\', at);
            replaced.append(with, at, escape < 0 ? with.length() : escape);
            if (escape < 0) {
                return null;
            }
            if (escape + 1 == with.length()) {
                return new CelError("invalid replacement string: '" + with + "' \\ not allowed at end");
            }
            char next = with.charAt(escape + 1);
            at = escape + 2;
            if (next == '\\') {
                replaced.append(next);
                continue;
            }
            if (next < '0' || next > '9') {
                return new CelError("invalid replacement string: '" + with + "' \\ must be followed by a digit or \\");
            }
            int group = next - '0';
            if (group > matches.groupCount()) {
                return new CelError("replacement string references group " + group + " but regex has only "
                        + matches.groupCount() + " group(s)");
            }
            String value = matches.group(group);
            replaced.append(value == null ? "" : value);
        }
        return null;
    }

    private Object extract(Meter meter, String text, String source) {
        Object compiled = withOneGroup(meter, source);
        if (!(compiled instanceof Pattern pattern)) {
            return compiled;
        }
        Matches matches = new Matches(meter, pattern, text);
        String found = matches.next() ? matches.extracted() : null;
        return found == null ? OptionalValue.NONE : OptionalValue.of(found);
    }

    private Object extractAll(Meter meter, String text, String source) {
        Object compiled = withOneGroup(meter, source);
        if (!(compiled instanceof Pattern pattern)) {
            return compiled;
        }
        List<Object> all = new ArrayList<>();
        Matches matches = new Matches(meter, pattern, text);
        while (matches.next()) {
            String found = matches.extracted();
            if (found != null) {
                all.add(found);
            }
        }
        return Collections.unmodifiableList(all);
    }

    private Object withOneGroup(Meter meter, String source) {
        Object compiled = patterns.get(meter, source);
        return compiled instanceof Pattern pattern && pattern.groupCount() > 1
                ? new CelError("regular expression has more than one capturing group: " + Quoting.quote(source))
                : compiled;
    }

    /** The matches in a text from left to right; an empty match right after another match is none. */
    private static final class Matches {
        private final Meter meter;
        private final Pattern pattern;
        private final Matcher matcher;
        private final String text;
        private int previousEnd = -1;
        private int from;

        Matches(Meter meter, Pattern pattern, String text) {
            this.meter = meter;
            this.pattern = pattern;
            matcher = pattern.matcher(text);
            this.text = text;
        }

        boolean next() {
            while (from <= text.length()) {
                Regexes.chargeSearch(meter, pattern, text.length() - from);
                if (!matcher.find(from)) {
                    from = text.length() + 1;
                    return false;
                }
                boolean isEmpty = matcher.end() == matcher.start();
                boolean isNext = !isEmpty || matcher.start() != previousEnd;
                previousEnd = matcher.end();
                from = isEmpty ? afterCharacter(matcher.end()) : matcher.end();
                if (isNext) {
                    return true;
                }
            }
            return false;
        }

        private int afterCharacter(int at) {
            return at < text.length() ? text.offsetByCodePoints(at, 1) : at + 1;
        }

        int start() {
            return matcher.start();
        }

        int end() {
            return matcher.end();
        }

        int groupCount() {
            return matcher.groupCount();
        }

        @Nullable
        String group(int number) {
            return matcher.group(number);
        }

        /** The match, or what its group matched if there is one; null if that is nothing. */
        @Nullable
        String extracted() {
            if (matcher.groupCount() == 0) {
                return matcher.group();
            }
            String group = matcher.group(1);
            return group == null || group.isEmpty() ? null : group;
        }
    }
}
