package dev.verdict.kinde.emulator.token;

import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.data.Flag;
import dev.verdict.kinde.emulator.data.PropertyDefinition.Context;
import dev.verdict.kinde.emulator.data.TokenRules;
import dev.verdict.kinde.emulator.data.TokenRules.ExtraClaim;
import dev.verdict.kinde.emulator.json.JsonObject;
import dev.verdict.kinde.emulator.state.EnvironmentState;
import dev.verdict.kinde.emulator.state.Issuer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The claims of access tokens of machines: without {@code sub}, and with the organization only of its application. */
final class MachineClaims {
    private static final Set<String> PROTECTED =
            Set.of("azp", "exp", "iat", "iss", "nbf", "sid", "sub", "act", "aud", "gty", "jti", "scp");

    private MachineClaims() {}

    static Map<String, @Nullable Object> of(
            Issuer issuer,
            Application application,
            List<String> audiences,
            List<String> granted,
            List<String> requested) {
        EnvironmentState environment = issuer.environment();
        TokenRules rules = application.rules();
        Instant now = environment.now();
        JsonObject claims = JsonObject.with("aud", audiences)
                .and("azp", application.clientId())
                .and("exp", now.plus(rules.accessLifetime()).getEpochSecond())
                .and("gty", List.of("client_credentials"))
                .and("iat", now.getEpochSecond())
                .and("iss", issuer.id())
                .and("jti", environment.counter().uuid().toString())
                .andIfPresent("org_code", application.orgCode())
                .and("scope", String.join(" ", granted))
                .and("scp", requested)
                .and("v", "2");
        if (rules.has(ExtraClaim.APPLICATION_PROPERTIES)) {
            claims.and(
                    "application_properties",
                    AccessClaims.properties(environment, Context.APP, application.properties()));
        }
        if (rules.has(ExtraClaim.FEATURE_FLAGS)) {
            claims.and("feature_flags", AccessClaims.flags(flags(environment, application.clientId())));
        }
        rules.customClaims().forEach((name, value) -> {
            if (!PROTECTED.contains(name)) {
                claims.and(name, value);
            }
        });
        return claims.map();
    }

    /** Those of the environment, whatever the organization overrides. */
    private static Map<Flag, Object> flags(EnvironmentState environment, String clientId) {
        Map<Flag, Object> values = new LinkedHashMap<>();
        for (Flag flag : environment.directory().flags()) {
            if (flag.onlyFor().isEmpty() || flag.onlyFor().contains(clientId)) {
                values.put(flag, flag.value());
            }
        }
        return values;
    }
}
