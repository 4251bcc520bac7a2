package dev.verdict.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** What is piped into a command. */
final class StandardInput {
    /** Stands for standard input where a file or a value could be. */
    static final String NAME = "-";

    private StandardInput() {}

    /** All of it. */
    static byte[] bytes(Surroundings surroundings) {
        try {
            return surroundings.in().readAllBytes();
        } catch (IOException e) {
            throw CommandFailure.of("standard input cannot be read: " + e.getMessage());
        }
    }

    /** All of it, as UTF-8. */
    static String text(Surroundings surroundings) {
        return new String(bytes(surroundings), StandardCharsets.UTF_8);
    }
}
