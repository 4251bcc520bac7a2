package dev.verdict.kinde.token;

import java.io.IOException;

/** Where the text of a key set is fetched. */
@FunctionalInterface
interface KeyEndpoint {
    /**
     * Fetches the text; blocks, for a bounded time.
     *
     * @throws IOException if there is no good answer
     */
    JwksFetcher.Fetched fetch() throws IOException, InterruptedException;
}
