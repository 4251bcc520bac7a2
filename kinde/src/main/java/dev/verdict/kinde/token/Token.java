package dev.verdict.kinde.token;

import org.jspecify.annotations.Nullable;

/**
 * A token as the caller sent it.
 *
 * @param keySetId the key set that the caller named; null or empty when none
 */
public record Token(String text, @Nullable String keySetId) {
    /** Tokens are secrets: only the length is shown. */
    @Override
    public String toString() {
        return "Token[" + text.length() + " characters, keySetId=" + keySetId + "]";
    }
}
