package dev.verdict.expr.library;

import static dev.verdict.expr.library.Overload.function;
import static dev.verdict.expr.library.Overload.member;

import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.SimpleType;
import dev.verdict.expr.run.Meter;
import dev.verdict.expr.value.CelError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Functions on the text of paths, those of Unix and those of Windows. */
final class PathFunctions {
    private static final CelType STRING = SimpleType.STRING;
    private static final CelType BOOL = SimpleType.BOOL;
    private static final CelType STRINGS = ListType.create(STRING);
    private static final Class<String> TEXT = String.class;

    private PathFunctions() {}

    static List<Overload> all() {
        List<Overload> all = new ArrayList<>();
        addPart(all, "basePath", path -> SlashPath.base(path.value()));
        addPart(all, "dirPath", PathFunctions::directory);
        addPart(all, "extPath", path -> SlashPath.extension(path.value()));
        all.add(function(
                "volumeName",
                "volumeName_string",
                STRING,
                Bodies.of(TEXT, (meter, path) -> CrossPath.volume(path)),
                STRING));
        all.add(function("joinPath", "joinPath_list", STRING, Bodies.of(Bodies.LIST, PathFunctions::join), STRINGS));
        all.add(function(
                "relPath",
                "relPath_string_string",
                STRING,
                Bodies.of(TEXT, TEXT, PathFunctions::relative),
                STRING,
                STRING));
        addBoth(all, "pathHasPrefix", "string", STRING, Bodies.of(TEXT, TEXT, PathFunctions::hasPrefix));
        addBoth(all, "pathMatch", "string", STRING, Bodies.of(TEXT, TEXT, PathFunctions::matches));
        addBoth(all, "pathMatchAnyOf", "list", STRINGS, Bodies.of(TEXT, Bodies.LIST, PathFunctions::matchesAny));
        return all;
    }

    private static void addPart(List<Overload> all, String name, Function<CrossPath, Object> part) {
        all.add(function(
                name,
                name + "_string",
                STRING,
                Bodies.of(TEXT, (meter, text) -> {
                    Cost.characters(meter, text.length());
                    Object path = CrossPath.of(text, "path");
                    return path instanceof CrossPath encoded ? part.apply(encoded) : path;
                }),
                STRING));
    }

    private static void addBoth(List<Overload> all, String name, String kind, CelType second, Overload.Body body) {
        all.add(function(name, name + "_string_" + kind, BOOL, body, STRING, second));
        all.add(member(name, "string_" + name + "_" + kind, BOOL, body, STRING, second));
    }

    private static Object directory(CrossPath path) {
        if (path.kind() == CrossPath.Kind.UNIX) {
            return SlashPath.directory(path.value());
        }
        if (path.root()) {
            return path.kind() == CrossPath.Kind.DRIVE ? path.text() + "\\" : path.text();
        }
        int slash = path.value().lastIndexOf('/');
        // matches reference: a relative Windows path of one segment has no directory
        return slash < 0
                ? new CelError("internal error: runtime error: slice bounds out of range [:-1]")
                : path.with(path.value().substring(0, slash)).text();
    }

    private static Object join(Meter meter, List<? extends @Nullable Object> parts) {
        return Texts.ofList(meter, "joinPath", parts, texts -> switch (texts.size()) {
            case 0 -> "";
            case 1 -> texts.getFirst();
            default -> joinAll(meter, texts);
        });
    }

    private static Object joinAll(Meter meter, List<String> parts) {
        String role = "first path";
        CrossPath joined = null;
        for (String part : parts) {
            Object path = CrossPath.of(part, role);
            if (!(path instanceof CrossPath encoded)) {
                return path;
            }
            Cost.characters(meter, (joined == null ? 0 : joined.value().length()) + part.length());
            joined = joined == null ? encoded : joined.with(SlashPath.join(joined.value(), encoded.value()));
            role = "path";
        }
        return joined == null ? "" : joined.text();
    }

    private static Object relative(Meter meter, String base, String target) {
        Cost.characters(meter, base.length() + target.length());
        Object from = CrossPath.of(base, "base path");
        if (!(from instanceof CrossPath start)) {
            return from;
        }
        Object to = CrossPath.of(target, "target path");
        if (!(to instanceof CrossPath end)) {
            return to;
        }
        String path = SlashPath.relative(start.value(), end.value());
        if (path == null) {
            return new CelError("failed to determine relative path of " + target + ": Rel: can't make " + end.value()
                    + " relative to " + start.value());
        }
        return end.kind() == CrossPath.Kind.UNC
                ? path.replace('/', '\\')
                : end.with(path).text();
    }

    private static Object hasPrefix(Meter meter, String path, String prefix) {
        if (path.equals(prefix)) {
            return true;
        }
        Object relative = relative(meter, prefix, path);
        return relative instanceof String rest
                ? (Object) (!rest.isEmpty() && rest.charAt(0) != '.' && rest.charAt(0) != '/')
                : relative;
    }

    private static Object matches(Meter meter, String path, String pattern) {
        Object encodedPath = CrossPath.of(path, "path");
        if (!(encodedPath instanceof CrossPath name)) {
            return encodedPath;
        }
        Object encodedPattern = CrossPath.of(pattern, "pattern");
        if (!(encodedPattern instanceof CrossPath glob)) {
            return encodedPattern;
        }
        Cost.characters(meter, path.length() + 4L * pattern.length());
        PathPattern parsed = PathPattern.parse(glob.value());
        if (parsed == null) {
            return new CelError("failed to match pattern " + Quoting.quote(pattern) + " on path " + Quoting.quote(path)
                    + ": syntax error in pattern");
        }
        // A star can make each character of the path meet each element of the pattern.
        Cost.characters(meter, (long) path.length() * parsed.size());
        return parsed.matches(name.value());
    }

    private static Object matchesAny(Meter meter, String path, List<? extends @Nullable Object> patterns) {
        return Texts.ofList(meter, "pathMatchAnyOf(string, ", patterns, texts -> {
            for (String pattern : texts) {
                Object matched = matches(meter, path, pattern);
                if (!Boolean.FALSE.equals(matched)) {
                    return matched;
                }
            }
            return false;
        });
    }
}
