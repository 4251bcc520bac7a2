package dev.verdict.cli.demo;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.verdict.kinde.emulator.EmulatorOptions;
import dev.verdict.kinde.emulator.KindeEmulator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Paperwise's tenant at a local Kinde, as its people and its back office use it. Not for use by several threads. */
public final class KindeTenant implements AutoCloseable {
    private static final String API = "https://api.paperwise.example";
    private static final String CUSTOM_DOMAIN = "account.localhost";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final KindeEmulator kinde;
    private final Paperwise.Application backOffice;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private KindeTenant(KindeEmulator kinde, Paperwise.Application backOffice) {
        this.kinde = kinde;
        this.backOffice = backOffice;
    }

    /** Starts the local Kinde on a free port of the loopback address. */
    public static KindeTenant start(Paperwise paperwise) throws IOException {
        return new KindeTenant(KindeEmulator.start(EmulatorOptions.DEFAULT), paperwise.application("back-office"));
    }

    /** The issuer. */
    public String issuer() {
        return kinde.issuer("");
    }

    /** What {@code text} names in {@code ${...}}, filled in. */
    String configured(String text) {
        return text.replace("${kinde}", issuer())
                .replace("${customDomain}", kinde.issuer(CUSTOM_DOMAIN))
                .replace("${customDomainKeys}", kinde.keysUri(CUSTOM_DOMAIN).toString())
                .replace("${clientId}", backOffice.id())
                .replace("${clientSecret}", backOffice.secret());
    }

    /** An access token, got in the way that the sign-in describes. */
    public String token(Paperwise.SignIn who) throws IOException, InterruptedException {
        try (OidcClient browser = browser(who)) {
            return token(browser, who);
        }
    }

    /** A client with no session yet, at the issuer of {@code who}. */
    OidcClient browser(Paperwise.SignIn who) {
        return client(kinde.issuer(who.issuer()));
    }

    private OidcClient client(String issuer) {
        URI base = kinde.baseUri();
        return new OidcClient(URI.create(issuer), new InetSocketAddress(base.getHost(), base.getPort()));
    }

    static String token(OidcClient browser, Paperwise.SignIn who) throws IOException, InterruptedException {
        return who.isMachine() ? browser.machineToken(who.application(), API) : browser.signIn(who);
    }

    /** Sends events to {@code url} from now on. */
    void sendEventsTo(URI url) {
        kinde.webhooks().register("paperwise", "verdict", url, List.of("user.updated", "user.deleted"));
    }

    /** Replaces the key that tokens are signed with; the old one stays published. The id of the new one. */
    String rotateKeys() {
        return kinde.keys("").rotate();
    }

    /** How often the published keys were fetched. */
    long keyFetches() {
        return kinde.requests("GET", "/.well-known/jwks") + kinde.requests("GET", "/.well-known/jwks.json");
    }

    /** Gives a member of an organization one more role. */
    void giveRole(String organization, String user, String role) throws IOException, InterruptedException {
        String roles = manage("GET", "/roles?page_size=100", Map.of());
        manage(
                "POST",
                "/organizations/" + organization + "/users/" + user + "/roles",
                Map.of("role_id", id(roles, role)));
    }

    private static String id(String roles, String key) throws IOException {
        try {
            if (JSONObjectUtils.parse(roles).get("roles") instanceof List<?> list) {
                for (Object one : list) {
                    if (one instanceof Map<?, ?> role && key.equals(role.get("key"))) {
                        return String.valueOf(role.get("id"));
                    }
                }
            }
        } catch (ParseException e) {
            throw new IOException("the management API does not answer with JSON", e);
        }
        throw new IOException("there is no role " + key);
    }

    /** Calls the management API as the back office does, and returns the body of the answer. */
    String manage(String method, String path, Map<String, Object> body) throws IOException, InterruptedException {
        String token;
        try (OidcClient machine = client(issuer())) {
            token = machine.machineToken(backOffice, issuer() + "/api");
        }
        HttpRequest request = HttpRequest.newBuilder(kinde.baseUri().resolve("/api/v1" + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(JSONObjectUtils.toJSONString(body)))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException(method + " " + path + " answers " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    @Override
    public void close() {
        client.close();
        kinde.close();
    }
}
