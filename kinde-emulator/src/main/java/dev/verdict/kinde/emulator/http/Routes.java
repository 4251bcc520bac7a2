package dev.verdict.kinde.emulator.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Handlers by method and path. Filled by one thread, then read by many. */
public final class Routes implements Handler {
    private record Route(String method, List<String> parts, Handler handler) {}

    private final List<Route> routes = new ArrayList<>();

    /** Adds a route; a part of the path in braces, as in {@code /users/{id}}, matches anything and is a variable. */
    public Routes on(String method, String path, Handler handler) {
        routes.add(new Route(method, parts(path), handler));
        return this;
    }

    private static List<String> parts(String path) {
        return List.of(path.split("/", -1));
    }

    /** The answer of the first route that matches; 404 for an unknown path and 405 for another method of a known one. */
    @Override
    public Response answer(Request request) {
        List<String> parts = parts(request.path());
        boolean pathKnown = false;
        for (Route route : routes) {
            Map<String, String> variables = match(route.parts(), parts);
            if (variables != null) {
                pathKnown = true;
                if (route.method().equals(request.method())) {
                    return route.handler().answer(request.withVariables(variables));
                }
            }
        }
        return pathKnown
                ? error(405, "method_not_allowed", request.method() + " is not allowed here")
                : error(404, "not_found", "there is nothing at this path");
    }

    private static @Nullable Map<String, String> match(List<String> pattern, List<String> parts) {
        if (pattern.size() != parts.size()) {
            return null;
        }
        Map<String, String> variables = new HashMap<>();
        for (int i = 0; i < parts.size(); i++) {
            String expected = pattern.get(i);
            if (expected.startsWith("{")) {
                variables.put(expected.substring(1, expected.length() - 1), decode(parts.get(i)));
            } else if (!expected.equals(parts.get(i))) {
                return null;
            }
        }
        return variables;
    }

    private static String decode(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // a percent sign that begins no escape stands for itself
            return part;
        }
    }

    /** An error in the form that both APIs use. */
    public static Response error(int status, String code, String message) {
        return Response.json(status, Map.of("errors", List.of(Map.of("code", code, "message", message))));
    }
}
