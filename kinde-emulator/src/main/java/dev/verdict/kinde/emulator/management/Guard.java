package dev.verdict.kinde.emulator.management;

import dev.verdict.kinde.emulator.http.Handler;
import dev.verdict.kinde.emulator.http.Request;
import dev.verdict.kinde.emulator.http.Response;
import dev.verdict.kinde.emulator.http.Routes;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.json.JsonTextException;
import dev.verdict.kinde.emulator.state.Issuer;
import dev.verdict.kinde.emulator.token.AccessTokens;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Lets only tokens of machines with the right audience and scope through. */
final class Guard {
    private final Issuer issuer;

    Guard(Issuer issuer) {
        this.issuer = issuer;
    }

    /** A handler that needs a scope. */
    Handler needs(String scope, Handler handler) {
        return request -> refusal(scope, request).orElseGet(() -> handler.answer(request));
    }

    /** A handler that needs a scope and reads a JSON object. */
    Handler needsJson(String scope, BiFunction<Request, Map<String, @Nullable Object>, Response> handler) {
        return needs(scope, request -> {
            try {
                return handler.apply(request, request.json());
            } catch (JsonTextException e) {
                return Answers.invalid(String.valueOf(e.getMessage()));
            }
        });
    }

    private Optional<Response> refusal(String scope, Request request) {
        Optional<Map<String, @Nullable Object>> claims = AccessTokens.active(issuer, request.bearerToken());
        boolean isMachine = claims.filter(each ->
                        each.containsKey("gty") && JsonObject.texts(each, "aud").contains(issuer.managementAudience()))
                .isPresent();
        if (!isMachine) {
            return Optional.of(Routes.error(
                            401,
                            "TOKEN_INVALID",
                            "a token of a machine with the audience " + issuer.managementAudience() + " is needed")
                    .withHeader("WWW-Authenticate", "Bearer error=\"invalid_token\""));
        }
        List<String> granted =
                Arrays.asList(JsonObject.text(claims.orElseThrow(), "scope", "").split(" ", -1));
        return granted.contains(scope)
                ? Optional.empty()
                : Optional.of(Routes.error(403, "FORBIDDEN", "the token lacks the scope `" + scope + "`"));
    }
}
