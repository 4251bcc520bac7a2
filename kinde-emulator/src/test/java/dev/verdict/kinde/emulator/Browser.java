package dev.verdict.kinde.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.json.JsonTextException;
import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** An HTTP client with cookies that follows no redirect, and reads the emulator's pages as a person would. */
final class Browser implements AutoCloseable {
    /** Nothing listens there; redirects to it are read, not followed. */
    static final String CALLBACK = "http://127.0.0.1:9/callback";

    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(new CookieManager()).build();

    HttpResponse<String> get(String uri, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    /** Asks with a bearer token and returns the object of the answer. */
    Map<String, @Nullable Object> api(String uri, String token) {
        return json(get(uri, "Authorization", "Bearer " + token));
    }

    HttpResponse<String> send(String method, String uri, String body, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(uri)).method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return send(request.build());
    }

    HttpResponse<String> form(String uri, Map<String, String> fields) {
        return send("POST", uri, encode(fields), "Content-Type", "application/x-www-form-urlencoded");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static Map<String, @Nullable Object> json(HttpResponse<String> response) {
        try {
            return JsonText.readObject(response.body());
        } catch (JsonTextException e) {
            throw new AssertionError("not JSON: " + response.body(), e);
        }
    }

    static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    /** The parameters of the redirect to the application. */
    static Map<String, String> callback(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(302);
        String location = response.headers().firstValue("Location").orElseThrow();
        assertThat(location).startsWith(CALLBACK);
        Map<String, String> parameters = new HashMap<>();
        for (String pair : URI.create(location).getRawQuery().split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters.put(
                    pair.substring(0, equals), URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
        }
        return parameters;
    }

    /** The authorization request of an application, with more parameters. */
    HttpResponse<String> authorize(String issuer, String clientId, Map<String, String> more) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put("response_type", "code");
        parameters.put("client_id", clientId);
        parameters.put("redirect_uri", CALLBACK);
        parameters.put("scope", "openid profile email offline");
        parameters.put("state", "state-1");
        parameters.putAll(more);
        return get(issuer + "/oauth2/auth?" + encode(parameters));
    }

    /** Presses a button of a page. */
    HttpResponse<String> press(String issuer, HttpResponse<String> page, String name, String value) {
        assertThat(page.statusCode()).as(page.body()).isEqualTo(200);
        assertThat(page.body()).contains("name=\"" + name + "\" value=\"" + value + "\"");
        String body = page.body();
        String path = between(body, "action=\"", "\"");
        String request = between(body, "name=\"request\" value=\"", "\"");
        URI target = URI.create(issuer).resolve(path);
        return form(target.toString(), Map.of("request", request, name, value));
    }

    static String between(String text, String before, String after) {
        int start = text.indexOf(before) + before.length();
        return text.substring(start, text.indexOf(after, start));
    }

    @Override
    public void close() {
        client.close();
    }
}
