package dev.verdict.kinde.webhook;

import dev.verdict.kinde.enrich.Enrichment;

/** The effects on cached answers of the APIs. */
record EnrichmentEffects(Enrichment enrichment) implements WebhookEffects {
    @Override
    public void dropUser(String id) {
        enrichment.dropUser(id);
    }

    @Override
    public void dropOrganization(String code) {
        enrichment.dropOrganization(code);
    }

    @Override
    public void dropRolesAndPermissions() {
        enrichment.dropRolesAndPermissions();
    }

    @Override
    public void dropEntitlements(String customer) {
        enrichment.dropEntitlements(customer);
    }

    @Override
    public void dropEntitlements() {
        enrichment.dropEntitlements();
    }
}
