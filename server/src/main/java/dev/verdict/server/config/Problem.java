package dev.verdict.server.config;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One finding about a configuration.
 *
 * @param message one sentence, user text in back-quotes
 * @param excerpt the line of the file with carets under the place, or null
 * @param help how to get out of it, or null
 */
public record Problem(
        Place place,
        String message,
        @Nullable String excerpt,
        @Nullable String help) {
    public Problem {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(message, "message");
    }

    Problem(Place place, String message) {
        this(place, message, null, null);
    }

    Problem(Place place, String message, @Nullable String help) {
        this(place, message, null, help);
    }

    Problem withExcerpt(@Nullable String text) {
        return new Problem(place, message, text, help);
    }

    /** The finding as a person reads it, over several lines. */
    public String render() {
        var text = new StringBuilder().append(place).append(": ").append(message);
        if (excerpt != null) {
            text.append('\n').append(excerpt);
        }
        if (help != null) {
            text.append("\n  help: ").append(help);
        }
        return text.toString();
    }
}
