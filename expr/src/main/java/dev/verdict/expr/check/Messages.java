package dev.verdict.expr.check;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checker's messages in the words of the reference, whose users know those. */
final class Messages {
    private static final List<String> SYNTAX = List.of(
            "mismatched input", "extraneous input", "no viable alternative", "token recognition error", "missing ");

    private static final String UNDECLARED = "undeclared reference to '";

    private Messages() {}

    static String of(String message) {
        if (SYNTAX.stream().anyMatch(message::startsWith)) {
            return "Syntax error: " + message;
        }
        if (message.startsWith("For input string")) {
            return "invalid int literal";
        }
        if (message.startsWith("String value ") && message.contains("unsigned long")) {
            return "invalid uint literal";
        }
        if (message.startsWith("found no matching overload")) {
            int candidates = message.indexOf(" (candidates: ");
            String shown = candidates < 0 ? message : message.substring(0, candidates);
            return shown.replace("google.protobuf.Timestamp", "timestamp")
                    .replace("google.protobuf.Duration", "duration");
        }
        return message;
    }

    /** The function that {@code message} says does not exist; null if it is about something else, such as a variable. */
    static @Nullable String undeclaredFunction(String message, String source) {
        int end = message.startsWith(UNDECLARED) ? message.indexOf('\'', UNDECLARED.length()) : -1;
        if (end <= UNDECLARED.length()) {
            return null;
        }
        String name = message.substring(UNDECLARED.length(), end);
        // The message does not tell functions from variables, but only functions are followed by arguments.
        for (int at = source.indexOf(name); at >= 0; at = source.indexOf(name, at + 1)) {
            int next = at + name.length();
            while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
                next++;
            }
            if (next < source.length() && source.charAt(next) == '(') {
                return name;
            }
        }
        return null;
    }

    /** Whether the message only repeats what another one says. */
    static boolean isEcho(String message) {
        return message.startsWith("Message type resolution failure");
    }
}
