package dev.verdict.kinde.emulator.control;

import dev.verdict.kinde.emulator.account.AccountSettings;
import dev.verdict.kinde.emulator.data.DataSet;
import dev.verdict.kinde.emulator.data.DataSetException;
import dev.verdict.kinde.emulator.data.Organization;
import dev.verdict.kinde.emulator.http.Handler;
import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.json.JsonTextException;
import dev.verdict.kinde.emulator.keys.IssuerKeys;
import dev.verdict.kinde.emulator.keys.KeyRotationException;
import dev.verdict.kinde.emulator.state.Issuer;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The control API: what tests do to the emulator over HTTP. */
final class ControlRoutes {
    private final Emulation emulation;

    private ControlRoutes(Emulation emulation) {
        this.emulation = emulation;
    }

    /** A handler of a JSON object, which may be empty. */
    interface JsonHandler extends Function<Map<String, @Nullable Object>, Response> {}

    static Routes of(Emulation emulation) {
        var control = new ControlRoutes(emulation);
        var routes = new Routes();
        String issuers = Emulation.CONTROL + "/issuers/{issuer}";
        routes.on("GET", Emulation.CONTROL, control::overview)
                .on("POST", Emulation.CONTROL + "/reset", control::reset)
                .on("POST", Emulation.CONTROL + "/data", control::load)
                .on("GET", Emulation.CONTROL + "/clock", control::clock)
                .on("POST", Emulation.CONTROL + "/clock", json(control::moveClock))
                .on("GET", issuers + "/jwks", request -> jwks(control.issuer(request)))
                .on(
                        "GET",
                        issuers + "/keys",
                        request -> keys(control.issuer(request).keys()))
                .on("POST", issuers + "/keys", control::changeKeys)
                .on(
                        "GET",
                        Emulation.CONTROL + "/faults",
                        request -> Response.json(200, emulation.faults().current()))
                .on("POST", Emulation.CONTROL + "/faults", json(control::changeFaults))
                .on(
                        "GET",
                        Emulation.CONTROL + "/requests",
                        request -> Response.json(200, emulation.counters().all()))
                .on("DELETE", Emulation.CONTROL + "/requests", control::forgetRequests)
                .on("POST", Emulation.CONTROL + "/account", json(control::changeAccount))
                .on("PATCH", issuers + "/organizations/{code}", control::changeOrganization);
        new TokenControl(emulation).add(routes);
        new WebhookControl(emulation).add(routes);
        return routes;
    }

    /** The answer, with what is wrong with a request as status 400. */
    static Response answer(Routes routes, Request request) {
        try {
            return routes.answer(request);
        } catch (ControlException | KeyRotationException | DataSetException | IllegalArgumentException e) {
            return badRequest(String.valueOf(e.getMessage()));
        }
    }

    static Response badRequest(String message) {
        return Routes.error(400, "bad_request", message);
    }

    static Handler json(JsonHandler handler) {
        return request -> handler.apply(body(request));
    }

    static Map<String, @Nullable Object> body(Request request) {
        try {
            return request.json();
        } catch (JsonTextException e) {
            throw new ControlException(String.valueOf(e.getMessage()));
        }
    }

    /** A constant by its name in lower case. */
    static <E extends Enum<E>> E constant(String name, E[] all) {
        return Arrays.stream(all)
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new ControlException("`" + name + "` is not one of "
                        + String.join(
                                ", ",
                                Arrays.stream(all)
                                        .map(each -> each.name().toLowerCase(Locale.ROOT))
                                        .toList())));
    }

    private Issuer issuer(Request request) {
        return emulation.issuer(request.variable("issuer"));
    }

    private Response overview(Request request) {
        Map<String, Object> issuers = new LinkedHashMap<>();
        for (String name : emulation.issuerNames()) {
            issuers.put(name, emulation.issuer(name).id());
        }
        return Response.json(
                200,
                JsonObject.with("issuers", issuers)
                        .and("default", emulation.defaultIssuer())
                        .and("now", emulation.clock().instant().toString())
                        .and("faults", emulation.faults().current())
                        .map());
    }

    private Response reset(Request request) {
        emulation.reset();
        return overview(request);
    }

    private Response load(Request request) {
        emulation.load(DataSet.parse("request", request.body()));
        return overview(request);
    }

    private Response clock(Request request) {
        return Response.json(200, Map.of("now", emulation.clock().instant().toString()));
    }

    private Response moveClock(Map<String, @Nullable Object> body) {
        if (Boolean.TRUE.equals(body.get("reset"))) {
            emulation.clock().reset();
        }
        emulation.clock().advance(Duration.ofSeconds(whole(body, "advance_seconds", 0)));
        return Response.json(200, Map.of("now", emulation.clock().instant().toString()));
    }

    /** A whole number, within ten years of seconds. */
    static long whole(Map<String, ?> body, String name, long fallback) {
        Object value = body.get(name);
        if (value == null) {
            return fallback;
        }
        if (value instanceof Number number && Math.abs(number.doubleValue()) < 3.2e8) {
            return number.longValue();
        }
        throw new ControlException("`" + name + "` must be a number of reasonable size");
    }

    private static Response jwks(Issuer issuer) {
        return Response.json(200, issuer.keys().document());
    }

    private static Response keys(IssuerKeys keys) {
        return Response.json(
                200, Map.of("published", keys.ids(), "signing", keys.signing().id()));
    }

    private Response changeKeys(Request request) {
        Map<String, @Nullable Object> body = body(request);
        IssuerKeys keys = issuer(request).keys();
        String id = JsonObject.text(body, "kid", keys.signing().id());
        String action = JsonObject.text(body, "action", "");
        switch (action) {
            case "add" -> keys.add();
            case "promote" -> keys.promote(id);
            case "remove" -> keys.remove(id);
            case "replace" -> keys.replace(id);
            case "rotate" -> keys.rotate();
            case "reset" -> keys.reset();
            default ->
                throw new ControlException(
                        "`" + action + "` is not one of add, promote, remove, replace, rotate, reset");
        }
        return keys(keys);
    }

    private Response changeFaults(Map<String, @Nullable Object> body) {
        Faults faults = emulation.faults();
        int times = (int) whole(body, "times", Faults.FOR_EVER);
        faults.slowness(Duration.ofMillis(whole(body, "slow_millis", 5_000)));
        faults.rateLimitReset(Duration.ofSeconds(whole(body, "reset_seconds", 1)));
        if (body.containsKey("keys")) {
            faults.keys(constant(JsonObject.text(body, "keys", ""), Faults.KeysFault.values()), times);
        }
        if (body.containsKey("api")) {
            faults.api(constant(JsonObject.text(body, "api", ""), Faults.ApiFault.values()), times);
        }
        return Response.json(200, faults.current());
    }

    private Response forgetRequests(Request request) {
        emulation.counters().reset();
        return Response.json(200, Map.of());
    }

    private Response changeAccount(Map<String, @Nullable Object> body) {
        AccountSettings account = emulation.account();
        if (body.containsKey("dialect")) {
            account.dialect(constant(JsonObject.text(body, "dialect", ""), AccountSettings.Dialect.values()));
        }
        account.pageSize((int) whole(body, "page_size", account.pageSize()));
        return Response.json(
                200,
                Map.of("dialect", account.dialect().name().toLowerCase(Locale.ROOT), "page_size", account.pageSize()));
    }

    /** What the management API cannot change: suspension, plan. */
    private Response changeOrganization(Request request) {
        Map<String, @Nullable Object> body = body(request);
        Issuer issuer = issuer(request);
        String code = request.variable("code");
        String plan = JsonObject.text(body, "plan", "");
        if (!plan.isEmpty() && issuer.environment().directory().plan(plan).isEmpty()) {
            throw new ControlException("there is no plan `" + plan + "`");
        }
        return issuer.environment()
                .changeOrganization(code, organization -> {
                    Organization changed = body.get("is_suspended") instanceof Boolean suspended
                            ? organization.suspended(suspended)
                            : organization;
                    return plan.isEmpty() ? changed : changed.onPlan(plan);
                })
                .map(changed -> Response.json(
                        200,
                        Map.of(
                                "code",
                                changed.code(),
                                "is_suspended",
                                changed.isSuspended(),
                                "plan",
                                issuer.environment().currentPlan(changed))))
                .orElseThrow(() -> new ControlException("there is no organization `" + code + "`"));
    }
}
