package dev.verdict.server.token;

import dev.verdict.engine.decision.AuxData;
import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.token.TokenProblem;
import dev.verdict.server.call.Identification;
import dev.verdict.server.call.TokenVerifier;
import dev.verdict.server.config.AuxDataSettings;
import dev.verdict.server.config.KindeKeySet;
import dev.verdict.server.config.KindeKeySet.PrincipalMode;
import dev.verdict.wire.call.Token;
import dev.verdict.wire.call.Tokens;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Verifies the tokens of calls with the key sets of section {@code auxData}: those of Kinde strictly, all others as the
 * reference does. Thread-safe. Close it to end its threads.
 */
public final class ConfiguredTokens implements TokenVerifier, AutoCloseable {
    private static final String ACCESS = "access";
    private static final String ID = "id";

    private final KeySetTokens plain;
    private final boolean hasPlain;
    private final Map<String, KindeTokenSet> kinde = new LinkedHashMap<>();
    private final Identification anonymous;

    /** Starts to fetch remote keys; does not wait for them. */
    public ConfiguredTokens(AuxDataSettings settings, InstantSource clock) {
        plain = new KeySetTokens(settings, clock);
        hasPlain = !settings.keySets().isEmpty();
        ReservedAttributes reserved = reserved(settings.kindeKeySets());
        boolean tokensIdentify =
                settings.kindeKeySets().stream().anyMatch(keySet -> keySet.principal() != PrincipalMode.OFF);
        anonymous = tokensIdentify ? reserved : Identification.NONE;
        try {
            for (KindeKeySet keySet : settings.kindeKeySets()) {
                kinde.put(keySet.id(), new KindeTokenSet(keySet, clock, reserved, anonymous));
            }
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    private static ReservedAttributes reserved(List<KindeKeySet> keySets) {
        Set<String> names = new HashSet<>();
        names.add(ReservedAttributes.KINDE);
        keySets.forEach(
                keySet -> names.addAll(keySet.tokens().mapping().promoted().keySet()));
        return new ReservedAttributes(names);
    }

    /** Requests without a token that identifies the caller lose what only such a token may give. */
    @Override
    public Identification anonymous() {
        return anonymous;
    }

    /** What belongs to Kinde alone; null without a key set of Kinde. */
    public @Nullable KindeService kinde() {
        return kinde.isEmpty() ? null : new KindeService(List.copyOf(kinde.values()));
    }

    @Override
    public CompletionStage<Verification> verify(Tokens tokens) {
        return switch (tokens) {
            case Tokens.None ignored -> throw new IllegalArgumentException("there is no token to verify");
            case Tokens.Single single -> single(single.token());
            case Tokens.Named named -> named(named.byName());
        };
    }

    private CompletionStage<Verification> single(Token token) {
        if (isAmbiguous(token)) {
            return ambiguous();
        }
        KindeTokenSet set = setOf(token);
        return set == null ? plain.verify(token).thenApply(this::unidentified) : set.verify(token.token(), null);
    }

    /** The key set of Kinde that verifies the token; null when it is for the others. */
    private @Nullable KindeTokenSet setOf(Token token) {
        String id = token.keySetId();
        if (id.isEmpty()) {
            return !hasPlain && kinde.size() == 1 ? kinde.values().iterator().next() : null;
        }
        return kinde.get(id);
    }

    private boolean isAmbiguous(Token token) {
        return token.keySetId().isEmpty() && (kinde.size() > 1 || (hasPlain && !kinde.isEmpty()));
    }

    private static CompletionStage<Verification> ambiguous() {
        return refused(TokenProblem.KEY_SET_AMBIGUOUS, "there are several key sets and the request names none");
    }

    private static CompletionStage<Verification> refused(TokenProblem problem, String reason) {
        return CompletableFuture.completedStage(new Verification.Refused(problem.name(), reason));
    }

    private CompletionStage<Verification> named(Map<String, Token> tokens) {
        if (tokens.values().stream().anyMatch(this::isAmbiguous)) {
            return ambiguous();
        }
        if (tokens.values().stream().allMatch(token -> setOf(token) == null)) {
            return plain.verifyAll(tokens).thenApply(this::unidentified);
        }
        Token access = tokens.get(ACCESS);
        Token id = tokens.get(ID);
        if (access != null && id != null && tokens.size() == 2) {
            KindeTokenSet set = setOf(access);
            if (set != null && set.equals(setOf(id))) {
                return set.verify(access.token(), id.token());
            }
        }
        Map<String, CompletableFuture<Verification>> running = new LinkedHashMap<>();
        tokens.forEach((name, token) -> running.put(name, single(token).toCompletableFuture()));
        return CompletableFuture.allOf(running.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(ignored -> together(running));
    }

    private Verification unidentified(Verification verification) {
        return verification instanceof Verification.Verified verified
                ? new Verification.Verified(verified.auxData(), anonymous)
                : verification;
    }

    /** One bad token refuses all. Only one of them may say who the caller is. */
    private Verification together(Map<String, CompletableFuture<Verification>> finished) {
        Map<String, Attributes> claims = new LinkedHashMap<>();
        List<Identification> callers = new ArrayList<>();
        for (Map.Entry<String, CompletableFuture<Verification>> entry : finished.entrySet()) {
            switch (entry.getValue().join()) {
                case Verification.Refused refused -> {
                    return new Verification.Refused(
                            refused.code(), "token `" + entry.getKey() + "`: " + refused.reason());
                }
                case Verification.Verified verified -> {
                    Attributes jwt = verified.auxData().jwt();
                    claims.put(entry.getKey(), jwt == null ? Attributes.EMPTY : jwt);
                    if (!verified.identification().equals(anonymous)) {
                        callers.add(verified.identification());
                    }
                }
            }
        }
        if (callers.size() > 1) {
            return new Verification.Refused(
                    TokenProblem.PRINCIPAL_MISMATCH.name(), "several tokens say who the caller is");
        }
        return new Verification.Verified(new AuxData(null, claims), callers.isEmpty() ? anonymous : callers.get(0));
    }

    @Override
    public void close() {
        plain.close();
        kinde.values().forEach(KindeTokenSet::close);
    }
}
