package dev.verdict.kinde.token;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with the keys of an issuer.
 *
 * @param known whether there are keys, so that tokens can be verified
 * @param fetchedAt when the endpoint last gave the keys; null for keys that are never fetched, or not yet
 * @param lastFailure why the last attempt failed; null after a success
 */
public record KeysState(
        boolean known,
        @Nullable Instant fetchedAt,
        @Nullable String lastFailure) {}
