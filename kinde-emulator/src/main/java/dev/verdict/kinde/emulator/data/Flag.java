package dev.verdict.kinde.emulator.data;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A feature flag.
 *
 * @param businessDefault its value when nothing overrides it
 * @param environmentValue what overrides it in the environment, or null
 * @param overrides who may have another value
 * @param onlyFor ids of users and clients and codes of organizations; empty for everybody. Kinde has no such thing: it
 *     keeps the many flags of one person out of the tokens of all others
 */
public record Flag(
        String id,
        String key,
        String name,
        FlagType type,
        Object businessDefault,
        @Nullable Object environmentValue,
        Set<Level> overrides,
        List<String> onlyFor) {
    public Flag {
        overrides = Set.copyOf(overrides);
        onlyFor = List.copyOf(onlyFor);
    }

    /** Where a flag can have another value; the names are Kinde's. */
    public enum Level {
        ENV,
        ORG,
        USR
    }

    /** Its value in the environment. */
    public Object value() {
        return environmentValue == null ? businessDefault : environmentValue;
    }

    /** The same flag with another value for the environment; null takes the override away. */
    public Flag withEnvironmentValue(@Nullable Object value) {
        return new Flag(id, key, name, type, businessDefault, value, overrides, onlyFor);
    }
}
