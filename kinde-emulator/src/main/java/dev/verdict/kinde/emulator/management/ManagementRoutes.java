package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.state.Issuer;
import dev.verdict.kinde.emulator.webhook.Webhooks;

/** The management API of an environment. */
public final class ManagementRoutes {
    private ManagementRoutes() {}

    /** Adds the paths of an environment. */
    public static void add(Routes routes, Issuer issuer, Webhooks webhooks) {}
}
