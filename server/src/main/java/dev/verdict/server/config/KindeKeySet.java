package dev.verdict.server.config;

import dev.verdict.kinde.KindeSettings;
import dev.verdict.kinde.enrich.EnrichmentSettings;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A key set whose tokens are those of Kinde.
 *
 * @param tokens which tokens are accepted and how they are mapped
 * @param principal what a token says of the principal of a request
 * @param enrichment what is read from Kinde's APIs, or null for nothing
 */
public record KindeKeySet(
        String id,
        KindeSettings tokens,
        PrincipalMode principal,
        @Nullable EnrichmentSettings enrichment) {
    public KindeKeySet {
        Objects.requireNonNull(id, "id");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(principal, "principal");
    }

    /** What a verified token says of the principal of a request. */
    public enum PrincipalMode {
        /** Nothing: its claims are auxiliary data, as in the reference. */
        OFF,
        /** The principal's id must be that of the token. */
        VERIFY,
        /** As VERIFY, and the principal gets the roles of the token and the attribute {@code kinde}. */
        ENRICH,
        /** All: the principal of the request is not looked at, but for the version and scope of its policies. */
        REPLACE
    }
}
