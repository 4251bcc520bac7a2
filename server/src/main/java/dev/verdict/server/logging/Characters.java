package dev.verdict.server.logging;

/** Characters that must not reach a log as they are: they could forge lines or steer a terminal. */
final class Characters {
    private Characters() {}

    static boolean isUnsafe(char c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
