package dev.verdict.wire.error;

import java.util.List;

/**
 * A rule that a request can break, with the place of the rule among Protovalidate's field rules.
 *
 * @param path empty for a rule of a whole message
 */
public record Rule(String id, String message, List<PathStep> path) {
    public static final Rule REQUIRED =
            new Rule("required", "value is required", List.of(PathStep.bool(25, "required")));

    public static final Rule UNIQUE = new Rule(
            "repeated.unique",
            "repeated value must contain unique items",
            List.of(PathStep.message(18, "repeated"), PathStep.bool(3, "unique")));

    /** Each string of a list has a character. */
    public static final Rule ITEM_NOT_EMPTY = new Rule(
            "string.min_len",
            "must be at least 1 characters",
            List.of(
                    PathStep.message(18, "repeated"),
                    PathStep.message(4, "items"),
                    PathStep.message(14, "string"),
                    PathStep.uint64(2, "min_len")));

    /** Each name in a map has a character. */
    public static final Rule KEY_NOT_EMPTY = new Rule(
            "string.min_len",
            "must be at least 1 characters",
            List.of(
                    PathStep.message(19, "map"),
                    PathStep.message(4, "keys"),
                    PathStep.message(14, "string"),
                    PathStep.uint64(2, "min_len")));

    public static final Rule VERSION = pattern("^[\\w]*$");

    public static final Rule SCOPE = pattern("^(^$|\\.|[0-9a-zA-Z][\\w\\-]*(\\.\\w[\\w\\-]*)*)$");

    public Rule {
        path = List.copyOf(path);
    }

    /** A list with at least one element. */
    public static Rule minItems(int count) {
        return new Rule(
                "repeated.min_items",
                "must contain at least " + count + " item(s)",
                List.of(PathStep.message(18, "repeated"), PathStep.uint64(1, "min_items")));
    }

    /** A string that is one of {@code allowed}. */
    public static Rule in(List<String> allowed) {
        return new Rule(
                "string.in",
                "must be in list [" + String.join(", ", allowed) + "]",
                List.of(PathStep.message(14, "string"), PathStep.string(10, "in")));
    }

    /** A rule about a message as a whole. */
    public static Rule ofMessage(String id, String message) {
        return new Rule(id, message, List.of());
    }

    private static Rule pattern(String regex) {
        return new Rule(
                "string.pattern",
                "does not match regex pattern `" + regex + "`",
                List.of(PathStep.message(14, "string"), PathStep.string(6, "pattern")));
    }
}
