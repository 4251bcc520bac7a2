package dev.verdict.server.config;

import java.util.Objects;

/**
 * Where a setting was written.
 *
 * @param source the configuration file as the user named it, or the override
 * @param line counted from 1; 0 when the source has no lines
 * @param column counted from 1; 0 when the source has no lines
 * @param length characters to underline
 */
public record Place(String source, int line, int column, int length) {
    public Place {
        Objects.requireNonNull(source, "source");
    }

    static Place whole(String source) {
        return new Place(source, 0, 0, 0);
    }

    /** {@code file:line:column}, or only the source. */
    @Override
    public String toString() {
        return line == 0 ? source : source + ":" + line + ":" + column;
    }
}
