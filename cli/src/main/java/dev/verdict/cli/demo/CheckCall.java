package dev.verdict.cli.demo;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.text.ParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One golden decision as a request of the wire API, and the decision in its response. */
public final class CheckCall {
    /** Path of the call. */
    public static final String PATH = "/api/check/resources";

    private CheckCall() {}

    /**
     * What came out.
     *
     * @param why the reason that a rule gives for this decision, or that none did
     */
    public record Decision(boolean allowed, String why) {}

    /** The body of the request. */
    public static String body(Paperwise paperwise, Paperwise.Golden golden, String token) {
        Paperwise.Token as = named(paperwise.tokens(), golden.as());
        Paperwise.Thing thing = named(paperwise.resources(), golden.resource());
        Map<String, Object> resource = new LinkedHashMap<>();
        resource.put("kind", thing.kind());
        resource.put("id", thing.id());
        resource.put("attr", thing.attributes());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("requestId", golden.token() + "-" + golden.resource());
        body.put("principal", Map.of("id", as.principalId(), "roles", as.principalRoles()));
        body.put("resources", List.of(Map.of("resource", resource, "actions", List.of(golden.action()))));
        body.put("auxData", Map.of("jwt", Map.of("token", token)));
        return JSONObjectUtils.toJSONString(body);
    }

    /**
     * Reads the decision about {@code action}.
     *
     * @throws IllegalArgumentException if {@code response} is not a response of the wire API
     */
    public static Decision decision(String response, String action) {
        try {
            Map<String, Object> root = JSONObjectUtils.parse(response);
            Map<?, ?> result = first(root.get("results"));
            Object effect = result.get("actions") instanceof Map<?, ?> actions ? actions.get(action) : null;
            if (effect == null) {
                throw new IllegalArgumentException("no decision in the response: " + response);
            }
            boolean allowed = effect.equals("EFFECT_ALLOW");
            return new Decision(allowed, reason(result.get("outputs"), action, allowed ? "ALLOW" : "DENY"));
        } catch (ParseException e) {
            throw new IllegalArgumentException("the response is not JSON: " + response, e);
        }
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

    static <T> T named(Map<String, T> things, String name) {
        T thing = things.get(name);
        if (thing == null) {
            throw new IllegalArgumentException("golden.yaml does not define `" + name + "`");
        }
        return thing;
    }
}
