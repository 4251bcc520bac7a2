package dev.verdict.server.config;

import java.util.Objects;

/**
 * Section {@code schema}: what happens to attributes that a policy's schema refuses.
 *
 * @param cacheSize bound of the compiled schemas kept
 */
public record SchemaSettings(Enforcement enforcement, int cacheSize) {
    public static final SchemaSettings DEFAULT = new SchemaSettings(Enforcement.NONE, 1024);

    public SchemaSettings {
        Objects.requireNonNull(enforcement, "enforcement");
    }

    /** Ignore schemas, report what they refuse, or deny on it. */
    public enum Enforcement {
        NONE,
        WARN,
        REJECT
    }
}
