package dev.verdict.cli.demo;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.text.ParseException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks a decision point what the bearer of a token may do, as a browser or a gateway would. */
public final class DecisionClient implements AutoCloseable {
    /** Path of the call. */
    static final String PATH = "/verdict/check";

    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private final URI server;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    public DecisionClient(URI server) {
        this.server = server;
    }

    /**
     * What came out.
     *
     * @param why the reason that a rule gives for this decision, or that none did, or why nothing was decided
     */
    public record Decision(boolean allowed, String why) {}

    /** May the bearer of {@code token} do {@code action} on {@code thing}? */
    public Decision ask(String token, String action, Paperwise.Thing thing) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(PATH))
                .timeout(TIMEOUT)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString(body(action, thing)))
                .build();
        HttpResponse<String> response = client.send(request, BodyHandlers.ofString());
        try {
            Map<String, Object> answer = JSONObjectUtils.parse(response.body());
            return response.statusCode() == 200
                    ? decision(answer, action)
                    : new Decision(false, response.statusCode() + ": " + answer.get("message"));
        } catch (ParseException e) {
            throw new IOException("the decision point does not answer with JSON, status " + response.statusCode(), e);
        }
    }

    /** The body of the request: CheckResources without a principal. */
    static String body(String action, Paperwise.Thing thing) {
        return JSONObjectUtils.toJSONString(Map.of("resources", resources(action, thing)));
    }

    /** The resources of a request about one action on one thing. */
    public static List<Object> resources(String action, Paperwise.Thing thing) {
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("kind", thing.kind());
        resource.put("id", thing.id());
        resource.put("attr", thing.attributes());
        return List.of(Map.of("resource", resource, "actions", List.of(action)));
    }

    /** Reads the decision about {@code action} in a response of CheckResources. */
    public static Decision decision(Map<String, ? extends @Nullable Object> response, String action) {
        Map<?, ?> result = first(response.get("results"));
        Object effect = result.get("actions") instanceof Map<?, ?> actions ? actions.get(action) : null;
        if (effect == null) {
            throw new IllegalArgumentException("no decision in the response: " + response);
        }
        boolean allowed = effect.equals("EFFECT_ALLOW");
        return new Decision(allowed, reason(result.get("outputs"), action, allowed ? "ALLOW" : "DENY"));
    }

    // Rules say in their output which effect their sentence explains; the sentences of the others do not matter.
    private static String reason(@Nullable Object outputs, String action, String effect) {
        if (outputs instanceof List<?> entries) {
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?> output
                        && action.equals(output.get("action"))
                        && output.get("val") instanceof Map<?, ?> value
                        && effect.equals(value.get("effect"))) {
                    return String.valueOf(value.get("because"));
                }
            }
        }
        return "no rule allows it";
    }

    private static Map<?, ?> first(@Nullable Object results) {
        return results instanceof List<?> list && !list.isEmpty() && list.get(0) instanceof Map<?, ?> map
                ? map
                : Map.of();
    }

    @Override
    public void close() {
        client.close();
    }
}
