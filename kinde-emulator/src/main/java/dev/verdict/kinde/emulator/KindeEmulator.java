package dev.verdict.kinde.emulator;

import dev.verdict.kinde.emulator.account.AccountSettings;
import dev.verdict.kinde.emulator.control.Emulation;
import dev.verdict.kinde.emulator.control.Faults;
import dev.verdict.kinde.emulator.control.PersonSignIn;
import dev.verdict.kinde.emulator.http.LoopbackServer;
import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.json.JsonTextException;
import dev.verdict.kinde.emulator.keys.IssuerKeys;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import dev.verdict.kinde.emulator.token.HostileForm;
import dev.verdict.kinde.emulator.token.HostileTokens;
import dev.verdict.kinde.emulator.token.MintRequest;
import dev.verdict.kinde.emulator.token.TokenMint;
import dev.verdict.kinde.emulator.token.TokenSet;
import dev.verdict.kinde.emulator.webhook.Webhooks;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A local Kinde on the loopback address, for tests and for work without an account. Everything that is signed here is
 * signed with keys that anybody can derive. Safe for use by several threads.
 *
 * <pre>{@code
 * try (var kinde = KindeEmulator.start(EmulatorOptions.DEFAULT)) {
 *     String token = kinde.accessToken("bo@northwind.example");
 * }
 * }</pre>
 *
 * <p>Issuers have names: those of the environments in the data, and of their custom domains. An empty name means the
 * default environment, whose issuer is {@link #baseUri()} itself. An unknown name is refused with
 * {@link dev.verdict.kinde.emulator.control.ControlException}.
 */
public final class KindeEmulator implements AutoCloseable {
    private final LoopbackServer server;
    private final URI base;
    private final Emulation emulation;

    private KindeEmulator(LoopbackServer server, URI base, Emulation emulation) {
        this.server = server;
        this.base = base;
        this.emulation = emulation;
    }

    /**
     * Starts an emulator, which answers when this returns.
     *
     * @throws IOException if the port is taken
     */
    public static KindeEmulator start(EmulatorOptions options) throws IOException {
        LoopbackServer server = LoopbackServer.bind(options.port());
        URI base = URI.create("http://127.0.0.1:" + server.port());
        var emulation = new Emulation(options.data(), base, options.clock(), options.webhookPace());
        server.start(emulation);
        return new KindeEmulator(server, base, emulation);
    }

    /** The address of the server and issuer of the default environment, as {@code http://127.0.0.1:4401}. */
    public URI baseUri() {
        return base;
    }

    /** The issuers by name, as they stand in tokens. */
    public String issuer(String name) {
        return emulation.issuer(name).id();
    }

    /** Names of the issuers, the default first. */
    public List<String> issuerNames() {
        return emulation.issuerNames();
    }

    /** Where an issuer's keys can be fetched even when nothing resolves its host name. No fault spoils this address. */
    public URI keysUri(String name) {
        return URI.create(base + "/_emulator/issuers/" + emulation.issuer(name).name() + "/jwks");
    }

    /** Tokens for a person, without a browser. */
    public TokenSet signIn(PersonSignIn signIn) {
        return emulation.signIn(signIn);
    }

    /**
     * An access token of the first application for the first organization of a person.
     *
     * @param user id or email
     */
    public String accessToken(String user) {
        String clientId = environment("").directory().applications().get(0).clientId();
        return signIn(PersonSignIn.of("", clientId, user)).accessToken();
    }

    /** An access token for a machine. */
    public String machineToken(String issuerName, String clientId, List<String> audiences) {
        return emulation.machine(issuerName, clientId, audiences).accessToken();
    }

    /** The claims in a token, unchecked; a start for hostile ones. */
    public static Map<String, @Nullable Object> claimsOf(String token) {
        try {
            String payload = token.split("\\.", -1)[1];
            return JsonText.readObject(new String(Base64.getUrlDecoder().decode(payload), StandardCharsets.UTF_8));
        } catch (JsonTextException e) {
            throw new IllegalArgumentException("the token has no claims", e);
        }
    }

    /** A token as described, right or wrong, in the name of an issuer. */
    public String mint(String issuerName, MintRequest request) {
        return new TokenMint(emulation.issuer(issuerName)).mint(request);
    }

    /** A token that is wrong in one way; {@code claims} are those of a token that would be right. */
    public String hostile(String issuerName, HostileForm form, Map<String, ?> claims) {
        return new HostileTokens(new TokenMint(emulation.issuer(issuerName))).token(form, claims);
    }

    /** The keys of an issuer: add, promote, remove, replace. */
    public IssuerKeys keys(String issuerName) {
        return emulation.issuer(issuerName).keys();
    }

    /** What there is in the environment of an issuer, to look at and to change. */
    public EnvironmentState environment(String issuerName) {
        return emulation.issuer(issuerName).environment();
    }

    /** Moves the clock of all environments. */
    public void advanceClock(Duration step) {
        emulation.clock().advance(step);
    }

    /** The time of all environments. */
    public Instant now() {
        return emulation.clock().instant();
    }

    /** What goes wrong on purpose. */
    public Faults faults() {
        return emulation.faults();
    }

    /** How the account API speaks. */
    public AccountSettings account() {
        return emulation.account();
    }

    /** Events and their delivery. */
    public Webhooks webhooks() {
        return emulation.webhooks();
    }

    /** How often a path was asked for since the start, as {@code GET} and {@code /.well-known/jwks}. */
    public long requests(String method, String path) {
        return emulation.counters().of(method, path);
    }

    /** Forgets everything that happened: data, keys, clock, faults, counters, webhooks. */
    public void reset() {
        emulation.reset();
    }

    /** Stops answering; connections end. */
    @Override
    public void close() {
        server.close();
        emulation.close();
    }
}
