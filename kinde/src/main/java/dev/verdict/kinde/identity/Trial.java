package dev.verdict.kinde.identity;

import org.jspecify.annotations.Nullable;

/**
 * The trial of a plan.
 *
 * @param expiresOn ISO 8601 as Kinde writes it, or null
 */
public record Trial(boolean active, @Nullable String expiresOn) {
    public static final Trial NONE = new Trial(false, null);
}
