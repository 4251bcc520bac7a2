package dev.verdict.kinde.enrich;

import dev.verdict.kinde.enrich.EnrichmentResult.Denied;
import dev.verdict.kinde.enrich.EnrichmentSettings.From;
import dev.verdict.kinde.enrich.EnrichmentSettings.OnFailure;
import dev.verdict.kinde.enrich.FactCache.Answer;
import dev.verdict.kinde.identity.Identity;
import dev.verdict.kinde.identity.Provenance;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes the result of one request out of the answers to its questions. */
final class Conclusion {
    private final Identity asked;
    private final OnFailure onFailure;

    Conclusion(Identity asked, OnFailure onFailure) {
        this.asked = asked;
        this.onFailure = onFailure;
    }

    EnrichmentResult of(List<Wanted> wanted, Function<Question, Answer> answers) {
        Identity identity = asked;
        List<String> warnings = new ArrayList<>();
        Set<Claim> missing = EnumSet.noneOf(Claim.class);
        for (Wanted one : wanted) {
            Question question = one.question();
            Answer answer = answers.apply(question);
            Fact fact = fact(answer);
            String suspended = fact == null ? null : suspended(fact, question);
            if (suspended != null) {
                return new Denied(Denied.Cause.SUSPENDED, suspended);
            }
            switch (answer) {
                case Answer.Fresh fresh ->
                    identity = Merge.of(identity, question, fresh.fact(), provenance(question), one.when());
                case Answer.Stale stale -> {
                    identity = Merge.of(identity, question, stale.fact(), Provenance.STALE, one.when());
                    warnings.add(sentence("last known", question, stale.reason()));
                }
                case Answer.None none -> {
                    missing.add(question.claim());
                    warnings.add(sentence("no", question, none.reason()));
                }
            }
        }
        if (!missing.isEmpty() && onFailure == OnFailure.DENY) {
            return new Denied(Denied.Cause.UNAVAILABLE, String.join("; ", warnings));
        }
        for (Claim claim : missing) {
            identity = Merge.without(identity, claim);
        }
        return new EnrichmentResult.Enriched(identity, warnings);
    }

    private static @Nullable Fact fact(Answer answer) {
        return switch (answer) {
            case Answer.Fresh fresh -> fresh.fact();
            case Answer.Stale stale -> stale.fact();
            case Answer.None none -> null;
        };
    }

    private static @Nullable String suspended(Fact fact, Question question) {
        if (fact instanceof Fact.User user && user.facts().isSuspended()) {
            return "user `" + question.subject() + "` is suspended";
        }
        return fact instanceof Fact.Organization organization
                        && organization.facts().isSuspended()
                ? "organization `" + question.organization() + "` is suspended"
                : null;
    }

    private static Provenance provenance(Question question) {
        return question.from() == From.ACCOUNT_API ? Provenance.ACCOUNT_API : Provenance.MANAGEMENT_API;
    }

    private static String sentence(String which, Question question, String reason) {
        return which + " " + question.claim().text() + " from the "
                + question.from().text() + ": " + reason;
    }
}
