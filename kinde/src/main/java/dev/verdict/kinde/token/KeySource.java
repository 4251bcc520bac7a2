package dev.verdict.kinde.token;

import java.util.concurrent.CompletionStage;

/** Where the keys of one key set come from. Thread-safe; no method blocks. */
sealed interface KeySource permits LocalKeys, RemoteKeys {
    /** The keys as they are known. */
    CompletionStage<KeyLookup> current();

    /** The keys after an attempt to get newer ones, because a token names a key that is not among them. */
    CompletionStage<KeyLookup> newer();

    /**
     * Whether {@code ring}, which came from here, still holds the newest keys that are known. Starts to fetch newer ones
     * when that is due.
     */
    boolean isCurrent(KeyRing ring, long nowMillis);

    KeysState state();
}
