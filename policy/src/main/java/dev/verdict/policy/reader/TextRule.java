package dev.verdict.policy.reader;

/** What a string field may contain. Letters and digits are those of ASCII. */
enum TextRule {
    ANY(""),
    NOT_EMPTY("must not be empty"),
    /** The subject of a policy: a resource kind, a principal's id, a role. */
    SUBJECT("must not be empty or contain any of `! * ? [ ] { }`"),
    VERSION("may only contain letters, digits and `_`"),
    /** The name of something that other documents import. */
    IDENTIFIER("may only contain letters, digits, `_`, `-` and `.`, and must not be empty"),
    RULE_NAME("must start with a letter and may only contain letters, digits, `_`, `@`, `.` and `-`"),
    SCOPE("must be parts of letters, digits, `_` and `-`, joined by `.`");

    private final String sentence;

    TextRule(String sentence) {
        this.sentence = sentence;
    }

    /** The rule as the end of a sentence that starts with the value. */
    String sentence() {
        return sentence;
    }

    boolean allows(String text) {
        return switch (this) {
            case ANY -> true;
            case NOT_EMPTY -> !text.isEmpty();
            case SUBJECT -> !text.isEmpty() && allMatch(text, c -> "!*?[]{}".indexOf(c) < 0);
            case VERSION -> allMatch(text, TextRule::isWord);
            case IDENTIFIER -> !text.isEmpty() && allMatch(text, c -> isWord(c) || c == '-' || c == '.');
            case RULE_NAME -> text.isEmpty() || isRuleName(text);
            case SCOPE -> text.isEmpty() || isScope(text);
        };
    }

    private static boolean isRuleName(String text) {
        return isLetter(text.charAt(0)) && allMatch(text, c -> isWord(c) || c == '@' || c == '.' || c == '-');
    }

    /** The first part starts with a letter or digit, the others also with {@code _}. */
    private static boolean isScope(String text) {
        if (text.charAt(0) == '_') {
            return false;
        }
        boolean atStart = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean allowed = isWord(c) || (!atStart && (c == '-' || c == '.'));
            if (!allowed) {
                return false;
            }
            atStart = c == '.';
        }
        return !atStart;
    }

    private static boolean isWord(char c) {
        return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean allMatch(String text, CharTest test) {
        for (int i = 0; i < text.length(); i++) {
            if (!test.accepts(text.charAt(i))) {
                return false;
            }
        }
        return true;
    }

    private interface CharTest {
        boolean accepts(char c);
    }
}
