package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import dev.verdict.kinde.emulator.state.Issuer;
import dev.verdict.kinde.emulator.webhook.Webhooks;

/** The management API of an environment. */
public final class ManagementRoutes {
    private static final String PREFIX = "/api/v1";

    private ManagementRoutes() {}

    /** Adds the paths of an environment. */
    public static void add(Routes routes, Issuer issuer, Webhooks webhooks) {
        EnvironmentState environment = issuer.environment();
        var guard = new Guard(issuer);
        new UserRoutes(environment).add(routes, guard, PREFIX);
        new OrganizationRoutes(environment).add(routes, guard, PREFIX);
        new MemberRoutes(environment).add(routes, guard, PREFIX);
        new CatalogueRoutes(environment).add(routes, guard, PREFIX);
        new ApiKeyRoutes(environment).add(routes, guard, PREFIX);
        new WebhookRoutes(environment.name(), webhooks).add(routes, guard, PREFIX);
    }
}
