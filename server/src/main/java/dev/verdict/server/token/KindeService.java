package dev.verdict.server.token;

import dev.verdict.kinde.KeysHealth;
import dev.verdict.kinde.token.TokenProblem;
import dev.verdict.kinde.webhook.KindeWebhooks;
import dev.verdict.kinde.webhook.WebhookOutcome;
import dev.verdict.server.call.TokenVerifier.Verification;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Bearer tokens and webhooks of all key sets of Kinde. Thread-safe; no method blocks, no stage completes exceptionally. */
public final class KindeService {
    private static final int NOT_OF_THIS_SET = 401;

    private final List<KindeTokenSet> sets;

    /** The {@code sets}, at least one. */
    KindeService(List<KindeTokenSet> sets) {
        this.sets = List.copyOf(sets);
    }

    /** Verifies the token of a call whose principal it is, by the key set that has the token's issuer. */
    public CompletionStage<Verification> bearer(String token) {
        return first(
                set -> set.bearer(token),
                verification -> !(verification instanceof Verification.Refused refused
                        && refused.code().equals(TokenProblem.ISSUER_MISMATCH.name())));
    }

    /**
     * Receives the body of a webhook and its header {@code webhook-id}; see {@link KindeWebhooks#receive}. It counts for the
     * key set whose keys signed it and for no other: ids of one environment mean nothing in another.
     */
    public CompletionStage<WebhookOutcome> receive(byte[] body, @Nullable String webhookId) {
        return first(
                set -> set.receive(body, webhookId),
                outcome -> !(outcome instanceof WebhookOutcome.Refused refused && refused.status() == NOT_OF_THIS_SET));
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

    /** The first answer that {@code isFinal}, or else the last. */
    private <T> CompletionStage<T> first(Function<KindeTokenSet, CompletionStage<T>> ask, Predicate<T> isFinal) {
        CompletionStage<T> answer = ask.apply(sets.get(0));
        for (int i = 1; i < sets.size(); i++) {
            KindeTokenSet next = sets.get(i);
            answer = answer.thenCompose(
                    known -> isFinal.test(known) ? CompletableFuture.completedStage(known) : ask.apply(next));
        }
        return answer;
    }
}
