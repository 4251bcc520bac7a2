package dev.verdict.kinde.emulator.control;

import dev.verdict.kinde.emulator.account.AccountRoutes;
import dev.verdict.kinde.emulator.account.AccountSettings;
import dev.verdict.kinde.emulator.data.DataSet;
import dev.verdict.kinde.emulator.data.EnvironmentData;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.keys.IssuerKeys;
import dev.verdict.kinde.emulator.oidc.OidcRoutes;
import dev.verdict.kinde.emulator.state.Change;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import dev.verdict.kinde.emulator.state.Issuer;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiConsumer;

/** All issuers of a data set. A new data set makes a new world. */
final class World {
    /** An issuer with what it answers. */
    record Served(Issuer issuer, Routes routes) {}

    private final Map<String, Served> byName = new LinkedHashMap<>();
    private final Map<String, Served> byHost = new LinkedHashMap<>();
    private final String defaultName;
    private final Served defaultServed;

    /** @param changes hears of every change, with the issuer in whose name events are signed */
    World(
            DataSet data,
            URI base,
            InstantSource clock,
            AccountSettings account,
            ManagementPart management,
            BiConsumer<Issuer, Change> changes) {
        defaultName = data.environments().get(0).name();
        for (EnvironmentData environment : data.environments()) {
            boolean isDefault = environment.name().equals(defaultName);
            URI uri = isDefault ? base : URI.create(base + "/" + environment.name());
            Issuer[] main = new Issuer[1];
            var state = new EnvironmentState(environment, clock, change -> changes.accept(main[0], change));
            main[0] = new Issuer(environment.name(), uri, new IssuerKeys(environment.name()), state);
            Served served = serve(main[0], account);
            management.add(served.routes(), main[0]);
            byName.put(environment.name(), served);
            String domain = environment.customDomain();
            if (!domain.isEmpty()) {
                URI domainUri = URI.create("http://" + domain + ":" + base.getPort());
                Served custom = serve(new Issuer(domain, domainUri, new IssuerKeys(domain), state), account);
                byName.put(domain, custom);
                byHost.put(domain, custom);
            }
        }
        defaultServed = Objects.requireNonNull(byName.get(defaultName));
    }

    /** Adds the management API to the paths of an issuer; hosts of customers do not have it. */
    @FunctionalInterface
    interface ManagementPart {
        void add(Routes routes, Issuer issuer);
    }

    private static Served serve(Issuer issuer, AccountSettings account) {
        var routes = new Routes();
        OidcRoutes.add(routes, issuer);
        AccountRoutes.add(routes, issuer, account);
        return new Served(issuer, routes);
    }

    String defaultName() {
        return defaultName;
    }

    Map<String, Served> byName() {
        return byName;
    }

    Optional<Served> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** Whose host and path these are. */
    Served find(String host, String path) {
        Served custom = byHost.get(host);
        if (custom != null) {
            return custom;
        }
        int end = path.indexOf('/', 1);
        String first = path.substring(1, end < 0 ? path.length() : end);
        Served prefixed = byName.get(first);
        return prefixed != null && prefixed.issuer().uri().getPath().equals("/" + first) ? prefixed : defaultServed;
    }
}
