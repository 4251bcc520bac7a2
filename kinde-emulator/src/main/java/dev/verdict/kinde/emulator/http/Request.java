package dev.verdict.kinde.emulator.http;

import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.json.JsonTextException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request as handlers see it. Immutable.
 *
 * @param host name in the Host header, without port, in lower case
 * @param path what follows the prefix of the issuer, with its slash
 * @param rawQuery the query as sent, or empty
 * @param headers by name in lower case; of repeated ones the first
 * @param variables parts of the path that a route named
 */
public record Request(
        String method,
        String host,
        String path,
        String rawQuery,
        Map<String, String> headers,
        String body,
        Map<String, String> variables) {
    public Request {
        headers = Map.copyOf(headers);
        variables = Map.copyOf(variables);
    }

    /** The parameters of the query. */
    public Parameters query() {
        return Parameters.parse(rawQuery);
    }

    /** The parameters of the body, when it is a form. */
    public Parameters form() {
        return Parameters.parse(isForm() ? body : "");
    }

    private boolean isForm() {
        return header("content-type").toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded");
    }

    /** The object in the body; empty for an empty body. */
    public Map<String, @Nullable Object> json() throws JsonTextException {
        return JsonText.readObject(body);
    }

    /** A header, or empty. */
    public String header(String nameInLowerCase) {
        return headers.getOrDefault(nameInLowerCase, "");
    }

    /** The token of the Authorization header, or empty. */
    public String bearerToken() {
        String value = header("authorization");
        return value.regionMatches(true, 0, "Bearer ", 0, 7)
                ? value.substring(7).strip()
                : "";
    }

    /** The value of a cookie, or empty. */
    public String cookie(String name) {
        int from = 0;
        String all = header("cookie");
        while (from < all.length()) {
            int end = all.indexOf(';', from) < 0 ? all.length() : all.indexOf(';', from);
            String pair = all.substring(from, end).strip();
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
            from = end + 1;
        }
        return "";
    }

    /** A part of the path that the route named. */
    public String variable(String name) {
        String value = variables.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no variable " + name);
        }
        return value;
    }

    /** The same request with another path. */
    public Request withPath(String shorter) {
        return new Request(method, host, shorter, rawQuery, headers, body, variables);
    }

    /** The same request with the variables of its route. */
    Request withVariables(Map<String, String> found) {
        return new Request(method, host, path, rawQuery, headers, body, found);
    }

    /** Without headers and body, which carry tokens and secrets. */
    @Override
    public String toString() {
        return method + " " + path;
    }

    /** The text of the body, for a reader of bytes. */
    static String text(byte[] body) {
        return new String(body, StandardCharsets.UTF_8);
    }
}
