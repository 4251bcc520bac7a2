package dev.verdict.wire.call;

/** The shapes of versions and scopes. Written out, as every request is checked. */
final class Names {
    private Names() {}

    /** {@code ^[\w]*$}. */
    static boolean isVersion(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isWord(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    /** Empty, a dot, or words with dashes joined by dots; the first character is no underscore and no word starts with a dash. */
    static boolean isScope(String text) {
        if (text.isEmpty() || text.equals(".")) {
            return true;
        }
        if (text.charAt(0) == '_') {
            return false;
        }
        boolean atStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (isWord(c)) {
                atStart = false;
            } else if (atStart) {
                return false;
            } else if (c == '.') {
                atStart = true;
            } else if (c != '-') {
                return false;
            }
        }
        return !atStart;
    }

    private static boolean isWord(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    }
}
