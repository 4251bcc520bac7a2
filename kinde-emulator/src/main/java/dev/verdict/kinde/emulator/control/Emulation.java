package dev.verdict.kinde.emulator.control;

import dev.verdict.kinde.emulator.account.AccountSettings;
import dev.verdict.kinde.emulator.clock.MovableClock;
import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.data.DataSet;
import dev.verdict.kinde.emulator.data.User;
import dev.verdict.kinde.emulator.http.Counters;
import dev.verdict.kinde.emulator.http.Handler;
import dev.verdict.kinde.emulator.http.Origins;
import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.management.ManagementRoutes;
import dev.verdict.kinde.emulator.state.Directory;
import dev.verdict.kinde.emulator.state.Grant;
import dev.verdict.kinde.emulator.state.Issuer;
import dev.verdict.kinde.emulator.token.TokenIssuance;
import dev.verdict.kinde.emulator.token.TokenSet;
import dev.verdict.kinde.emulator.webhook.Webhooks;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;

/** Everything behind the port: the issuers, and what tests do to them. Safe for use by several threads. */
public final class Emulation implements Handler, AutoCloseable {
    /** Where the control API begins. */
    static final String CONTROL = "/_emulator";

    private final URI base;
    private final MovableClock clock;
    private final Faults faults = new Faults();
    private final Counters counters = new Counters();
    private final AccountSettings account = new AccountSettings();
    private final Webhooks webhooks;
    private final Routes control;
    private final DataSet start;
    private volatile World world;

    /**
     * @param base address of the server
     * @param webhookPace how much shorter than Kinde's the waits before further attempts are, as 0.001
     */
    public Emulation(DataSet data, URI base, InstantSource source, double webhookPace) {
        this.base = base;
        clock = new MovableClock(source);
        webhooks = new Webhooks(webhookPace);
        start = data;
        world = newWorld(data);
        control = ControlRoutes.of(this);
    }

    private World newWorld(DataSet dataSet) {
        return new World(
                dataSet,
                base,
                clock,
                account,
                (routes, issuer) -> ManagementRoutes.add(routes, issuer, webhooks),
                webhooks::onChange);
    }

    /** The time of all environments. */
    public MovableClock clock() {
        return clock;
    }

    /** What goes wrong on purpose. */
    public Faults faults() {
        return faults;
    }

    /** The requests so far; those to the control API are not among them. */
    public Counters counters() {
        return counters;
    }

    /** How the account API speaks. */
    public AccountSettings account() {
        return account;
    }

    /** Events and their delivery. */
    public Webhooks webhooks() {
        return webhooks;
    }

    /** Forgets everything that happened, and goes on with other data until the next {@link #reset()}. */
    public void load(DataSet other) {
        clock.reset();
        faults.reset();
        account.reset();
        webhooks.reset();
        world = newWorld(other);
        counters.reset();
    }

    /** Forgets everything that happened: data, keys, clock, faults, counters, webhooks. */
    public void reset() {
        load(start);
    }

    /** Names of the issuers, the default first. */
    public List<String> issuerNames() {
        return List.copyOf(world.byName().keySet());
    }

    /** Name of the default issuer. */
    public String defaultIssuer() {
        return world.defaultName();
    }

    /**
     * An issuer by name; empty for the default one.
     *
     * @throws ControlException if there is none
     */
    public Issuer issuer(String name) {
        String wanted = name.isEmpty() ? defaultIssuer() : name;
        return world.named(wanted)
                .map(World.Served::issuer)
                .orElseThrow(() -> new ControlException(
                        "there is no issuer `" + name + "`, only " + String.join(", ", issuerNames())));
    }

    /**
     * Tokens for a person without a browser.
     *
     * @throws ControlException if there is no such person, application, issuer or organization
     */
    public TokenSet signIn(PersonSignIn signIn) {
        Issuer issuer = issuer(signIn.issuer());
        Directory directory = issuer.environment().directory();
        Application application = application(directory, signIn.clientId());
        User user = directory.users().stream()
                .filter(each -> each.id().equals(signIn.user())
                        || each.profile().email().equals(signIn.user()))
                .findFirst()
                .orElseThrow(() -> new ControlException("there is no user `" + signIn.user() + "`"));
        String orgCode = signIn.orgCode() != null
                ? signIn.orgCode()
                : user.memberships().keySet().stream().findFirst().orElse("");
        var grant = new Grant(
                application.clientId(),
                user.id(),
                orgCode,
                signIn.scopes(),
                signIn.audiences(),
                null,
                issuer.environment().now());
        return new TokenIssuance(issuer)
                .forGrant(application, grant, "")
                .orElseThrow(() -> new ControlException("there is no organization `" + orgCode + "`"));
    }

    /**
     * A token for a machine with all the scopes that it has for the audiences.
     *
     * @throws ControlException if there is no such application or issuer
     */
    public TokenSet machine(String issuerName, String clientId, List<String> audiences) {
        Issuer issuer = issuer(issuerName);
        Application application = application(issuer.environment().directory(), clientId);
        List<String> scopes = audiences.stream()
                .flatMap(audience -> application.apis().getOrDefault(audience, List.of()).stream())
                .toList();
        return new TokenIssuance(issuer).forMachine(application, audiences, scopes, scopes);
    }

    private static Application application(Directory directory, String clientId) {
        return directory
                .application(clientId)
                .orElseThrow(() -> new ControlException("there is no application `" + clientId + "`"));
    }

    @Override
    public Response answer(Request request) {
        boolean isControl = request.path().equals(CONTROL) || request.path().startsWith(CONTROL + "/");
        if (isControl && Origins.isForeign(request)) {
            return Routes.error(403, "forbidden", "pages of other machines may not control the emulator");
        }
        if (request.method().equals("OPTIONS")) {
            return Origins.allow(request, Origins.preflight());
        }
        return Origins.allow(request, isControl ? ControlRoutes.answer(control, request) : issuerAnswer(request));
    }

    private Response issuerAnswer(Request request) {
        String path = request.path();
        World.Served served = world.find(request.host(), path);
        Issuer issuer = served.issuer();
        boolean isDomain = !issuer.uri().getHost().equals(base.getHost());
        counters.count(request.method(), isDomain ? issuer.name() + path : path);
        String below = path.substring(issuer.uri().getPath().length());
        Request routed = request.withPath(below);
        if (below.equals("/.well-known/jwks") || below.equals("/.well-known/jwks.json")) {
            return faults.onKeys(served.routes().answer(routed), issuer.resolve(below));
        }
        boolean isApi = below.startsWith("/account_api/") || below.startsWith("/api/");
        return isApi
                ? faults.onApi(() -> served.routes().answer(routed))
                : served.routes().answer(routed);
    }

    @Override
    public void close() {
        webhooks.close();
    }
}
