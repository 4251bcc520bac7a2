package dev.verdict.server.token;

import dev.verdict.kinde.KeysHealth;
import dev.verdict.kinde.token.TokenProblem;
import dev.verdict.kinde.webhook.KindeWebhooks;
import dev.verdict.kinde.webhook.WebhookOutcome;
import dev.verdict.server.call.TokenVerifier.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Bearer tokens and webhooks of all key sets of Kinde. Thread-safe; no method blocks, no stage completes exceptionally. */
public final class KindeService {
    private final List<KindeTokenSet> sets;

    /** The {@code sets}, at least one. */
    KindeService(List<KindeTokenSet> sets) {
        this.sets = List.copyOf(sets);
    }

    /**
     * Verifies the token of a call whose principal it is, by the first key set that accepts it. A refusal is that of a key
     * set which knows the token's issuer, if one does.
     */
    public CompletionStage<Verification> bearer(String token) {
        CompletionStage<Verification> answer = sets.get(0).bearer(token);
        for (int i = 1; i < sets.size(); i++) {
            KindeTokenSet next = sets.get(i);
            answer = answer.thenCompose(known -> known instanceof Verification.Refused refused
                    ? next.bearer(token).thenApply(other -> better(refused, other))
                    : CompletableFuture.completedStage(known));
        }
        return answer;
    }

    private static Verification better(Verification.Refused first, Verification second) {
        boolean secondIsStranger = second instanceof Verification.Refused refused
                && refused.code().equals(TokenProblem.ISSUER_MISMATCH.name());
        return secondIsStranger ? first : second;
    }

    /**
     * Receives the body of a webhook and its header {@code webhook-id}; see {@link KindeWebhooks#receive}. It has its effect
     * on every key set whose keys signed it, and on no other: ids of one environment mean nothing in another.
     */
    public CompletionStage<WebhookOutcome> receive(byte[] body, @Nullable String webhookId) {
        List<CompletableFuture<WebhookOutcome>> outcomes = sets.stream()
                .map(set -> set.receive(body, webhookId).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(outcomes.toArray(CompletableFuture<?>[]::new))
                .thenApply(ignored -> outcomes.stream()
                        .map(CompletableFuture::join)
                        .min(Comparator.comparingInt(KindeService::rank))
                        .orElseThrow());
    }

    /** What must be tried again comes first, lest Kinde forgets it; then what was done; then what was refused. */
    private static int rank(WebhookOutcome outcome) {
        return switch (outcome) {
            case WebhookOutcome.Refused refused -> refused.status() >= 500 ? 0 : 3;
            case WebhookOutcome.Accepted accepted -> 1;
            case WebhookOutcome.Duplicate duplicate -> 2;
        };
    }

    /** How it stands with the keys, issuer by issuer. */
    public List<KeysHealth.IssuerKeys> keys() {
        List<KeysHealth.IssuerKeys> keys = new ArrayList<>();
        sets.forEach(set -> keys.addAll(set.health().issuers()));
        return keys;
    }

    /** Seconds since {@code keys} were fetched; 0 for those that never are, -1 while there are none. */
    public static long ageSeconds(KeysHealth.IssuerKeys keys) {
        Duration age = keys.age();
        return !keys.known() ? -1 : age == null ? 0 : age.toSeconds();
    }
}
