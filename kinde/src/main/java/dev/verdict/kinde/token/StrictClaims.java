package dev.verdict.kinde.token;

import dev.verdict.expr.value.Attributes;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The registered claims of a token whose signature is good, and what is asked of them. */
final class StrictClaims {
    private static final double MAX_SECONDS = 1e14;

    /** Kinde puts these into ID tokens only. */
    private static final List<String> OF_ID_TOKENS = List.of("at_hash", "auth_time", "rat");

    private final Attributes claims;
    private final AccessRules rules;

    StrictClaims(Attributes claims, AccessRules rules) {
        this.claims = claims;
        this.rules = rules;
    }

    /**
     * The issuer that the token says it is by; nothing is verified yet.
     *
     * @throws RefusedToken if it does not say one
     */
    static String issuer(Attributes claims) throws RefusedToken {
        Object issuer = claims.get("iss");
        if (issuer == null && claims.containsKey("event_id")) {
            throw new RefusedToken(
                    TokenProblem.WRONG_TOKEN_TYPE, "this is a webhook's event, which is no access token");
        }
        if (issuer == null) {
            throw new RefusedToken(TokenProblem.ISSUER_MISMATCH, "the token has no issuer (iss)");
        }
        if (issuer instanceof String text) {
            return text;
        }
        throw wrongType("iss", "a string");
    }

    /**
     * Checks the times; {@code exp} and {@code iat} must be there. Parts of a second do not count.
     *
     * @return {@code exp}
     * @throws RefusedToken if {@code now} is outside of them by more than the leeway
     */
    Instant checkTimes(Instant now) throws RefusedToken {
        Duration leeway = rules.leeway();
        Instant second = now.truncatedTo(ChronoUnit.SECONDS);
        Instant expires = time("exp");
        Instant issued = time("iat");
        Instant notBefore = time("nbf");
        if (expires == null) {
            throw new RefusedToken(TokenProblem.EXP_MISSING, "the token has no expiry (exp)");
        }
        if (issued == null) {
            throw new RefusedToken(TokenProblem.IAT_MISSING, "the token has no issue time (iat)");
        }
        if (!second.minus(leeway).isBefore(expires)) {
            throw new RefusedToken(TokenProblem.TOKEN_EXPIRED, "token has expired (exp)");
        }
        if (second.isBefore(issued.minus(leeway))) {
            throw new RefusedToken(TokenProblem.ISSUED_IN_FUTURE, "issued at time is in the future (iat)");
        }
        if (notBefore != null && second.isBefore(notBefore.minus(leeway))) {
            throw new RefusedToken(TokenProblem.NOT_YET_VALID, "token is not valid yet (nbf)");
        }
        return expires;
    }

    private @Nullable Instant time(String name) throws RefusedToken {
        Object value = claims.get(name);
        if (value == null) {
            return null;
        }
        if (value instanceof Double seconds && Math.abs(seconds) <= MAX_SECONDS) {
            return Instant.ofEpochSecond((long) Math.floor(seconds));
        }
        throw wrongType(name, "a number of seconds");
    }

    /**
     * What the token is. Kinde's access tokens have none of the marks of ID tokens. A workflow can add {@code scp} or
     * {@code gty} to an ID token but cannot take the marks away, so they come first. Kinde gives every user's access token
     * {@code scp}, and no workflow can take that away either; only machines have {@code gty}.
     *
     * @throws RefusedToken if it is none of Kinde's tokens, or says nothing about its subject
     */
    TokenKind kind() throws RefusedToken {
        if (OF_ID_TOKENS.stream().anyMatch(claims::containsKey)) {
            required("sub", "the token names no subject (sub)");
            return TokenKind.ID;
        }
        if (isMachine()) {
            required("azp", "the token of a machine names no client (azp)");
            return TokenKind.MACHINE;
        }
        required("sub", "the token names no subject (sub)");
        Object scopes = claims.get("scp");
        if (scopes instanceof List<?> || scopes instanceof String) {
            return TokenKind.USER;
        }
        throw new RefusedToken(
                TokenProblem.WRONG_TOKEN_TYPE, "this is no access token of Kinde, as it has no scopes (scp)");
    }

    private boolean isMachine() throws RefusedToken {
        return texts("gty").contains("client_credentials");
    }

    private void required(String name, String complaint) throws RefusedToken {
        Object value = claims.get(name);
        if (value == null || value.equals("")) {
            throw new RefusedToken(TokenProblem.SUBJECT_MISSING, complaint);
        }
        if (!(value instanceof String)) {
            throw wrongType(name, "a string");
        }
    }

    /**
     * Checks for which APIs the token is; an ID token is for an application instead.
     *
     * @throws RefusedToken if it is for others
     */
    void checkAudience(TokenKind kind) throws RefusedToken {
        Set<String> wanted = new HashSet<>(rules.audience());
        if (kind == TokenKind.ID) {
            wanted.addAll(rules.allowedClients());
        }
        if (!rules.audience().isEmpty() && Collections.disjoint(texts("aud"), wanted)) {
            throw new RefusedToken(TokenProblem.AUDIENCE_MISMATCH, "the token is not for this API (aud)");
        }
    }

    /**
     * Checks to which application the token was given, and that nobody acts for its subject.
     *
     * @throws RefusedToken if either is not allowed
     */
    void checkUse() throws RefusedToken {
        Object client = claims.get("azp");
        if (client != null && !(client instanceof String)) {
            throw wrongType("azp", "a string");
        }
        if (!rules.allowedClients().isEmpty()
                && (client == null || !rules.allowedClients().contains(client))) {
            throw new RefusedToken(
                    TokenProblem.CLIENT_NOT_ALLOWED, "the token's application is not one of those allowed (azp)");
        }
        checkActor();
    }

    private void checkActor() throws RefusedToken {
        Object actor = claims.get("act");
        if (actor == null) {
            return;
        }
        if (!rules.exposeActor()) {
            throw new RefusedToken(TokenProblem.ACTOR_NOT_ALLOWED, "somebody acts for the token's subject (act)");
        }
        if (!(actor instanceof Attributes named) || !(named.get("sub") instanceof String text) || text.isEmpty()) {
            throw wrongType("act", "an object with a `sub`");
        }
    }

    /** A string or a list of strings; empty when absent. */
    private Set<String> texts(String name) throws RefusedToken {
        Object value = claims.get(name);
        if (value == null) {
            return Set.of();
        }
        Set<String> texts = new HashSet<>();
        for (Object item : value instanceof List<?> list ? list : List.of(value)) {
            if (!(item instanceof String text)) {
                throw wrongType(name, "a string or a list of strings");
            }
            texts.add(text);
        }
        return texts;
    }

    private static RefusedToken wrongType(String name, String expected) {
        return new RefusedToken(TokenProblem.MALFORMED, "failed to parse JWT: claim `" + name + "` is not " + expected);
    }
}
