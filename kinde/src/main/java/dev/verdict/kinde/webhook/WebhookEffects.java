package dev.verdict.kinde.webhook;

import dev.verdict.kinde.enrich.Enrichment;

/** What events make outdated. The methods must not block, and may be called by several threads. */
public interface WebhookEffects {
    /** Forget all that is known of a user. */
    void dropUser(String id);

    /** Forget all that is known of an organization and of its members there. */
    void dropOrganization(String code);

    /** Forget the roles and permissions of everyone. */
    void dropRolesAndPermissions();

    /** Forget the entitlements of a customer: the id of the customer, or of the user or organization that is one. */
    void dropEntitlements(String customer);

    /** Forget the entitlements of everyone. */
    void dropEntitlements();

    /** Of a server that remembers nothing that could become outdated. */
    static WebhookEffects none() {
        return new NoEffects();
    }

    /** Both of them, this one first. */
    default WebhookEffects and(WebhookEffects other) {
        return new BothEffects(this, other);
    }

    /** The effects on cached answers of the APIs. */
    static WebhookEffects on(Enrichment enrichment) {
        return new EnrichmentEffects(enrichment);
    }
}
