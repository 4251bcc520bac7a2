package dev.verdict.kinde.emulator.state;

import com.nimbusds.jose.util.Base64URL;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Codes, refresh tokens and revocations of an environment. Safe for use by several threads; the oldest entries go first. */
public final class Grants {
    private static final int MAX_ENTRIES = 10_000;
    private static final Duration CODE_LIFETIME = Duration.ofMinutes(5);

    private final Counter counter;
    private final Map<String, AuthorizationCode> codes = bounded();
    /** Families by each token that they ever had. */
    private final Map<String, RefreshFamily> families = bounded();
    /** Ids of revoked access tokens. */
    private final Map<String, Boolean> revoked = bounded();

    Grants(Counter counter) {
        this.counter = counter;
    }

    static <V> Map<String, V> bounded() {
        return new LinkedHashMap<>() {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.@Nullable Entry<String, V> eldest) {
                return size() > MAX_ENTRIES;
            }
        };
    }

    /** A new code. */
    public synchronized String code(
            Grant grant, String redirectUri, @Nullable String challenge, String sessionId, Instant now) {
        String code = counter.id("code_");
        codes.put(code, new AuthorizationCode(code, grant, redirectUri, challenge, sessionId, now.plus(CODE_LIFETIME)));
        return code;
    }

    /** Takes a code out; empty when it is unknown, used or too old. */
    public synchronized Optional<AuthorizationCode> redeem(String code, Instant now) {
        return Optional.ofNullable(codes.remove(code)).filter(found -> now.isBefore(found.expiresAt()));
    }

    /** A first refresh token. */
    public synchronized String begin(
            Grant grant, String sessionId, RefreshFamily.IssuedAccess access, Instant expiresAt) {
        String token = newRefreshToken();
        var family = new RefreshFamily(grant, sessionId, token, expiresAt);
        family.remember(access);
        families.put(token, family);
        return token;
    }

    /**
     * Opaque, yet in the outward form of a signed token: Kinde's client for Java 2.0.1 refuses any other. Its signature is
     * none, so that nobody can take it for an access token.
     */
    private String newRefreshToken() {
        String id = counter.id("kert_");
        return Base64URL.encode("{\"alg\":\"RS256\",\"kid\":\"refresh\"}") + "."
                + Base64URL.encode("{\"jti\":\"" + id + "\"}") + "." + Base64URL.encode("none");
    }

    /** The family of a token that is valid. */
    public synchronized Optional<RefreshFamily> family(String token, Instant now) {
        return Optional.ofNullable(families.get(token)).filter(family -> family.accepts(token, now));
    }

    /**
     * The next refresh token of a family. A client that comes with the last but one gets the last one again, so that two
     * requests at once do not shut each other out.
     */
    public synchronized String rotate(RefreshFamily family, String token, Instant now, Instant expiresAt) {
        if (!token.equals(family.current())) {
            return family.current();
        }
        String next = newRefreshToken();
        family.rotate(next, now, expiresAt);
        families.put(next, family);
        return next;
    }

    /** Ends the family of a refresh token, and its access token; does nothing for other tokens. */
    public synchronized void revokeRefreshToken(String token) {
        RefreshFamily family = families.get(token);
        if (family != null) {
            end(family);
        }
    }

    /** Ends all sign-ins that {@code concerned} names, and their access tokens. */
    public synchronized void endFamilies(Predicate<RefreshFamily> concerned) {
        families.values().stream().filter(concerned).distinct().toList().forEach(this::end);
    }

    private void end(RefreshFamily family) {
        families.values().removeIf(each -> each == family);
        RefreshFamily.IssuedAccess access = family.access();
        if (access != null) {
            revoked.put(access.tokenId(), true);
        }
    }

    /** Revokes an access token by its {@code jti}. */
    public synchronized void revokeAccessToken(String tokenId) {
        revoked.put(tokenId, true);
    }

    /** Whether an access token was revoked. */
    public synchronized boolean isRevoked(String tokenId) {
        return revoked.containsKey(tokenId);
    }

    /** Ids of the sessions in which a person has refresh tokens. */
    public synchronized Set<String> sessionsOf(String userId) {
        Set<String> sessions = new TreeSet<>();
        families.values().stream()
                .filter(family -> family.grant().userId().equals(userId))
                .forEach(family -> sessions.add(family.sessionId()));
        return sessions;
    }
}
