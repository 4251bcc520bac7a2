package dev.verdict.cli.demo;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.CookieManager;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.ParseException;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Signs people and machines in as an application does: OpenID Connect's authorization code flow with PKCE, pressing the
 * buttons of the login page, and the client credentials grant. It has one person's cookies. Not for use by several threads.
 */
final class OidcClient implements AutoCloseable {
    /** Nothing listens there: the code is read from the redirect. */
    private static final String CALLBACK = "http://127.0.0.1:9/callback";

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final URI issuer;
    private final HttpClient client;

    /**
     * A client of {@code issuer}.
     *
     * @param address where it is, as its name may be one that nothing resolves
     */
    OidcClient(URI issuer, InetSocketAddress address) {
        this.issuer = issuer;
        client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .cookieHandler(new CookieManager())
                // Whoever is asked through a proxy is not looked up.
                .proxy(ProxySelector.of(address))
                .build();
    }

    /** A new access token for a person, who picks themself on the login page if there is no session yet. */
    String signIn(Paperwise.SignIn who) throws IOException, InterruptedException {
        return codeFlow(who, "");
    }

    /** A new access token for another organization of who is signed in already; nothing is shown to them. */
    String switchOrganization(Paperwise.SignIn to) throws IOException, InterruptedException {
        return codeFlow(to, "none");
    }

    private String codeFlow(Paperwise.SignIn who, String prompt) throws IOException, InterruptedException {
        String verifier = UUID.randomUUID() + "-" + UUID.randomUUID();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", who.application().id());
        query.put("redirect_uri", CALLBACK);
        query.put("scope", "openid profile email offline");
        query.put("state", UUID.randomUUID().toString());
        query.put("code_challenge", challenge(verifier));
        query.put("code_challenge_method", "S256");
        put(query, "org_code", who.organization());
        put(query, "prompt", prompt);
        HttpResponse<String> response = get("/oauth2/auth?" + encode(query));
        if (response.statusCode() == 200) {
            response = press(response.body(), "user", who.user());
        }
        String code = parameter(response, "code");
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "authorization_code");
        form.put("code", code);
        form.put("redirect_uri", CALLBACK);
        form.put("code_verifier", verifier);
        return token(who.application(), form);
    }

    /** A new access token for a machine. */
    String machineToken(Paperwise.Application application, String audience) throws IOException, InterruptedException {
        Map<String, String> form = new LinkedHashMap<>();
        form.put("grant_type", "client_credentials");
        form.put("audience", audience);
        return token(application, form);
    }

    private String token(Paperwise.Application application, Map<String, String> form)
            throws IOException, InterruptedException {
        form.put("client_id", application.id());
        form.put("client_secret", application.secret());
        HttpResponse<String> response = post("/oauth2/token", form);
        try {
            Object token = JSONObjectUtils.parse(response.body()).get("access_token");
            if (token instanceof String text) {
                return text;
            }
        } catch (ParseException e) {
            throw new IOException("the token endpoint does not answer with JSON", e);
        }
        throw new IOException("the token endpoint gives no token, status " + response.statusCode());
    }

    private HttpResponse<String> press(String page, String name, String value)
            throws IOException, InterruptedException {
        URI target = issuer.resolve(between(page, "action=\""));
        Map<String, String> form = new LinkedHashMap<>();
        form.put("request", between(page, "name=\"request\" value=\""));
        form.put(name, value);
        return post(target.getRawPath(), form);
    }

    private static String between(String page, String before) throws IOException {
        int start = page.indexOf(before);
        if (start < 0) {
            throw new IOException("the login page is not as expected");
        }
        int from = start + before.length();
        return page.substring(from, page.indexOf('"', from));
    }

    private static String parameter(HttpResponse<String> response, String name) throws IOException {
        URI location = URI.create(response.headers().firstValue("Location").orElse(""));
        String query = location.getRawQuery() == null ? "" : location.getRawQuery();
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8);
            }
        }
        throw new IOException("the sign-in gave no " + name + ", status " + response.statusCode() + ": " + query);
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return client.send(request(path).GET().build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, Map<String, String> form) throws IOException, InterruptedException {
        HttpRequest request = request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(encode(form)))
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(issuer.resolve(path)).timeout(TIMEOUT);
    }

    private static void put(Map<String, String> query, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            query.put(name, value);
        }
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static String challenge(String verifier) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
