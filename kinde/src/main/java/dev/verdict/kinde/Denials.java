package dev.verdict.kinde;

import dev.verdict.kinde.identity.Identity;
import org.jspecify.annotations.Nullable;

/**
 * Who is refused although the token is good, such as suspended users. Asked at each verification, also of remembered
 * tokens, so it must be fast and must not block. Called by several threads.
 */
@FunctionalInterface
public interface Denials {
    /** Why {@code identity} is refused, one sentence; null if it is not. */
    @Nullable
    String denied(Identity identity);
}
