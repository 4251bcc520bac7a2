package dev.verdict.engine.source;

import java.util.Locale;

/** Which entries of a policy folder mean what. */
final class Layout {
    static final String SCHEMAS = "_schemas";
    private static final String FIXTURES = "testdata";

    private Layout() {}

    static boolean isHidden(String name) {
        return name.startsWith(".");
    }

    static boolean isSkippedDirectory(String name) {
        return isHidden(name) || name.equals(FIXTURES);
    }

    static boolean isPolicyFile(String name) {
        if (isHidden(name)) {
            return false;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        int dot = lower.lastIndexOf('.');
        return switch (dot < 0 ? "" : lower.substring(dot)) {
            case ".yaml", ".yml", ".json" -> !lower.substring(0, dot).endsWith("_test");
            default -> false;
        };
    }

    static boolean isSchemaFile(String name) {
        return !isHidden(name) && name.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    /** False for names that could not be shown or told apart: control and bidirectional characters, undecodable bytes. */
    static boolean isPrintable(String name) {
        return name.codePoints()
                .noneMatch(c -> Character.isISOControl(c)
                        || c == 0xFFFD
                        || Character.getType(c) == Character.FORMAT
                        || Character.getType(c) == Character.SURROGATE);
    }

    /** {@code name} with what {@link #isPrintable} refuses written as escapes. */
    static String printable(String name) {
        if (isPrintable(name)) {
            return name;
        }
        StringBuilder shown = new StringBuilder(name.length() + 8);
        name.codePoints().forEach(c -> {
            if (isPrintable(Character.toString(c))) {
                shown.appendCodePoint(c);
            } else {
                shown.append("\\u{").append(Integer.toHexString(c)).append('}');
            }
        });
        return shown.toString();
    }
}
