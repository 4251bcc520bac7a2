package dev.verdict.expr.check;

import java.util.List;

/** The checker's messages in the words of the reference, whose users know those. */
final class Messages {
    private static final List<String> SYNTAX = List.of(
            "mismatched input", "extraneous input", "no viable alternative", "token recognition error", "missing ");

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

    /** Whether the message only repeats what another one says. */
    static boolean isEcho(String message) {
        return message.startsWith("Message type resolution failure");
    }
}
