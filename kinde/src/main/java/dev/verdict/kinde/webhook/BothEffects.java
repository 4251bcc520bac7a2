package dev.verdict.kinde.webhook;

/** Two kinds of effects, one after the other. */
record BothEffects(WebhookEffects first, WebhookEffects second) implements WebhookEffects {
    @Override
    public void dropUser(String id) {
        first.dropUser(id);
        second.dropUser(id);
    }

    @Override
    public void dropOrganization(String code) {
        first.dropOrganization(code);
        second.dropOrganization(code);
    }

    @Override
    public void dropRolesAndPermissions() {
        first.dropRolesAndPermissions();
        second.dropRolesAndPermissions();
    }

    @Override
    public void dropEntitlements(String customer) {
        first.dropEntitlements(customer);
        second.dropEntitlements(customer);
    }

    @Override
    public void dropEntitlements() {
        first.dropEntitlements();
        second.dropEntitlements();
    }
}
