package dev.verdict.server;

import dev.verdict.expr.run.Budget;
import dev.verdict.server.call.DecisionPoint;
import dev.verdict.server.call.TokenVerifier;
import dev.verdict.server.config.EngineSettings.LogLevel;
import dev.verdict.server.config.ServerSettings;
import dev.verdict.server.health.Readiness;
import dev.verdict.server.metrics.Metrics;
import dev.verdict.server.token.KindeService;
import io.micrometer.core.instrument.Tags;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a server is made of.
 *
 * @param kinde bearer tokens and webhooks; null when no key set is one of Kinde
 * @param budget what one decision may cost at most
 * @param metrics closed by whoever made them, after the server
 * @param readiness which policies are active, asked when a probe wants to know
 */
public record ServerParts(
        ServerSettings settings,
        DecisionPoint decisionPoint,
        TokenVerifier tokenVerifier,
        @Nullable KindeService kinde,
        Budget budget,
        LogLevel celErrorLogLevel,
        Metrics metrics,
        Supplier<Readiness> readiness) {

    void describe() {
        if (kinde != null) {
            kinde.keys().forEach(keys -> describeKeys(kinde, keys.issuer()));
        }
        metrics.gauge(
                "cerbos.dev.index.entry.count",
                "Number of entries in the index",
                Tags.empty(),
                () -> readiness.get().policies());
        // the only driver that there is
        metrics.gauge(
                "cerbos.dev.store.last.successful.refresh",
                "Milliseconds since the epoch when the policies were last found to be unchanged or good",
                Tags.of("driver", "disk"),
                () -> readiness.get().refreshed().toEpochMilli());
        metrics.gauge(
                "verdict.policy.revision",
                "Generation of the active policies",
                Tags.empty(),
                () -> readiness.get().revision());
        metrics.gauge(
                "verdict.policy.rejections",
                "Faults for which newer policies are not active",
                Tags.empty(),
                () -> readiness.get().rejection().size());
    }

    private void describeKeys(KindeService kinde, String issuer) {
        metrics.gauge(
                "verdict.kinde.keys.age.seconds",
                "Seconds since the keys of the issuer were last fetched; -1 while there are none",
                Tags.of("issuer", issuer),
                () -> kinde.keys().stream()
                        .filter(keys -> keys.issuer().equals(issuer))
                        .map(KindeService::ageSeconds)
                        .findFirst()
                        .orElse(-1L));
    }
}
