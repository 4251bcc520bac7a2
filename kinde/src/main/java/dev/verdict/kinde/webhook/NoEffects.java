package dev.verdict.kinde.webhook;

/** Nothing is remembered that could become outdated. */
record NoEffects() implements WebhookEffects {
    @Override
    public void dropUser(String id) {}

    @Override
    public void dropOrganization(String code) {}

    @Override
    public void dropRolesAndPermissions() {}

    @Override
    public void dropEntitlements(String customer) {}

    @Override
    public void dropEntitlements() {}
}
