package dev.verdict.expr.library;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Paths with slashes, taken as text: no file system is asked. */
final class SlashPath {
    private SlashPath() {}

    /** The shortest path with the same meaning; never empty. */
    static String clean(String path) {
        boolean rooted = path.startsWith("/");
        List<String> kept = new ArrayList<>();
        int from = 0;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            String segment = path.substring(from, to);
            if (segment.equals("..")) {
                if (!kept.isEmpty() && !kept.getLast().equals("..")) {
                    kept.removeLast();
                } else if (!rooted) {
                    kept.add(segment);
                }
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                kept.add(segment);
            }
            from = to + 1;
        }
        String cleaned = (rooted ? "/" : "") + String.join("/", kept);
        return cleaned.isEmpty() ? "." : cleaned;
    }

    /** The last segment of a clean path. */
    static String base(String path) {
        return path.equals("/") ? path : path.substring(path.lastIndexOf('/') + 1);
    }

    /** A clean path without its last segment. */
    static String directory(String path) {
        return clean(path.substring(0, path.lastIndexOf('/') + 1));
    }

    /** From the last dot of the last segment; empty if there is none. */
    static String extension(String path) {
        int dot = path.lastIndexOf('.');
        return dot > path.lastIndexOf('/') ? path.substring(dot) : "";
    }

    static String join(String first, String second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() && second.isEmpty() ? "" : clean(first + second);
        }
        return clean(first + "/" + second);
    }

    /** How to get from one clean path to another; null if that takes knowing more than the two. */
    static @Nullable String relative(String base, String target) {
        if (base.equals(target)) {
            return ".";
        }
        String from = base.equals(".") ? "" : base;
        if (from.startsWith("/") != target.startsWith("/")) {
            return null;
        }
        int same = commonSegments(from, target);
        String up = from.substring(Math.min(same, from.length()));
        if (up.equals("..") || up.startsWith("../")) {
            return null;
        }
        String down = target.equals(".") ? "" : target.substring(Math.min(same, target.length()));
        if (up.isEmpty()) {
            return down;
        }
        StringBuilder path = new StringBuilder("..");
        for (int i = up.indexOf('/'); i >= 0; i = up.indexOf('/', i + 1)) {
            path.append("/..");
        }
        return down.isEmpty() ? path.toString() : path.append('/').append(down).toString();
    }

    /** The length of the segments that both begin with, the slash after them included. */
    private static int commonSegments(String a, String b) {
        int same = 0;
        int i = 0;
        for (; i < a.length() && i < b.length() && a.charAt(i) == b.charAt(i); i++) {
            if (a.charAt(i) == '/') {
                same = i + 1;
            }
        }
        boolean aEnds = i == a.length() || a.charAt(i) == '/';
        boolean bEnds = i == b.length() || b.charAt(i) == '/';
        return aEnds && bEnds && i > 0 ? i + 1 : same;
    }
}
