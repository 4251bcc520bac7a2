package dev.verdict.kinde.emulator.data;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A feature flag.
 *
 * @param businessDefault its value when nothing overrides it
 * @param environmentValue what overrides it in the environment, or null
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
        List<String> onlyFor) {
    public Flag {
        onlyFor = List.copyOf(onlyFor);
    }

    /** Its value in the environment. */
    public Object value() {
        return environmentValue == null ? businessDefault : environmentValue;
    }

    /** The same flag with another value for the environment; null takes the override away. */
    public Flag withEnvironmentValue(@Nullable Object value) {
        return new Flag(id, key, name, type, businessDefault, value, onlyFor);
    }
}
