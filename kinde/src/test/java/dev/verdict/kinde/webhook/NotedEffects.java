package dev.verdict.kinde.webhook;

import java.util.ArrayList;
import java.util.List;

/** Notes what it is told. */
class NotedEffects implements WebhookEffects {
    final List<String> noted = new ArrayList<>();

    @Override
    public void dropUser(String id) {
        noted.add("dropUser " + id);
    }

    @Override
    public void dropOrganization(String code) {
        noted.add("dropOrganization " + code);
    }

    @Override
    public void dropRolesAndPermissions() {
        noted.add("dropRolesAndPermissions");
    }

    @Override
    public void dropEntitlements(String customer) {
        noted.add("dropEntitlements " + customer);
    }

    @Override
    public void dropEntitlements() {
        noted.add("dropEntitlements");
    }
}
