package dev.verdict.kinde.enrich;

import dev.verdict.kinde.enrich.EnrichmentSettings.From;

/**
 * Something to know, once for all who ask.
 *
 * @param subject user or application; empty when the answer is the same for all
 * @param organization code; empty when the answer does not depend on it
 */
record Question(Topic topic, From from, String subject, String organization) {
    /** What is asked, and which claim it is for. */
    enum Topic {
        PERMISSIONS(Claim.PERMISSIONS),
        ROLES(Claim.ROLES),
        FLAGS(Claim.FLAGS),
        /** Of user and organization together, as the Account API has them. */
        PROPERTIES(Claim.PROPERTIES),
        USER_PROPERTIES(Claim.PROPERTIES),
        ORGANIZATION_PROPERTIES(Claim.PROPERTIES),
        APPLICATION_PROPERTIES(Claim.PROPERTIES),
        ENTITLEMENTS(Claim.ENTITLEMENTS),
        USER(Claim.ORGANIZATION_CODES),
        ORGANIZATION(Claim.ORGANIZATION);

        private final Claim claim;

        Topic(Claim claim) {
            this.claim = claim;
        }

        Claim claim() {
            return claim;
        }
    }

    Claim claim() {
        return topic.claim();
    }
}
