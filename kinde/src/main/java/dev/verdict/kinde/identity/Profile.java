package dev.verdict.kinde.identity;

import org.jspecify.annotations.Nullable;

/** What is known of a user as a person. */
public record Profile(
        @Nullable String email,
        @Nullable String givenName,
        @Nullable String familyName,
        @Nullable String picture,
        @Nullable String providedId) {
    public static final Profile UNKNOWN = new Profile(null, null, null, null, null);
}
