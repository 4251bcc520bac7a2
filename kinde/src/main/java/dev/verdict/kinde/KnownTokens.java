package dev.verdict.kinde;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verdict.kinde.token.TokenProblem;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that were verified or refused of late, bounded in number and in bytes, by the SHA-256 of their whole text; in
 * front of it {@link RecentTexts}. Thread-safe; no method blocks.
 */
final class KnownTokens {
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration REFUSAL_LIFE = Duration.ofSeconds(10);
    private static final int MAX_REFUSALS = 10_000;

    /** Measured: a decoded token takes about this much, and so many times its text. It also bounds the number. */
    private static final int OVERHEAD = 8 << 10;

    private static final int GROWTH = 5;

    private static final long LEAST_BYTES = 16L << 20;
    private static final long MOST_BYTES = 256L << 20;
    private static final int SHARE_OF_HEAP = 8;
    private static final int SHARE_OF_TEXTS = 16;

    /** What time or newer keys may heal. */
    private static final Set<TokenProblem> PASSING = EnumSet.of(
            TokenProblem.KEYS_UNAVAILABLE,
            TokenProblem.KEY_UNKNOWN,
            TokenProblem.NOT_YET_VALID,
            TokenProblem.ISSUED_IN_FUTURE);

    private record KnownRefusal(KindeResult.Refused refusal, long untilMillis) {}

    private final RecentTexts recent;
    private final Cache<TokenDigest, KnownToken> verified;
    private final Cache<TokenDigest, KnownRefusal> refused;

    /** As large as the heap allows. */
    KnownTokens() {
        this(Math.clamp(Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP, LEAST_BYTES, MOST_BYTES));
    }

    KnownTokens(long maxBytes) {
        recent = new RecentTexts(maxBytes / SHARE_OF_TEXTS);
        verified = Caffeine.newBuilder()
                .maximumWeight(maxBytes)
                .weigher((TokenDigest digest, KnownToken token) -> token.bytes())
                .executor(Runnable::run)
                .build();
        refused = Caffeine.newBuilder()
                .maximumSize(MAX_REFUSALS)
                .executor(Runnable::run)
                .build();
    }

    /** The bytes that a remembered token counts for. */
    static int bytes(int characters) {
        return (int) Math.min(Integer.MAX_VALUE, OVERHEAD + (long) GROWTH * characters);
    }

    /** Until when a token that expires at {@code expiryMillis} is remembered. */
    static long until(long nowMillis, long expiryMillis) {
        return Math.min(expiryMillis, nowMillis + LONGEST_LIFE.toMillis());
    }

    /** The known token with exactly these texts, if it was used of late; null if not, or if it is not good now. */
    @Nullable
    KnownToken recent(String access, @Nullable String id, long nowMillis) {
        return recent.find(access, id, nowMillis);
    }

    /** The known token with this digest; null if there is none that is good now. */
    @Nullable
    KnownToken verified(TokenDigest digest, String access, @Nullable String id, long nowMillis) {
        KnownToken token = verified.getIfPresent(digest);
        if (token == null) {
            return null;
        }
        if (!token.isGood(nowMillis)) {
            verified.invalidate(digest);
            return null;
        }
        recent.put(access, id, token);
        return token;
    }

    KindeResult.@Nullable Refused refused(TokenDigest digest, long nowMillis) {
        KnownRefusal known = refused.getIfPresent(digest);
        return known == null || nowMillis >= known.untilMillis() ? null : known.refusal();
    }

    void remember(TokenDigest digest, String access, @Nullable String id, KnownToken token) {
        verified.put(digest, token);
        recent.put(access, id, token);
    }

    void remember(TokenDigest digest, KindeResult.Refused refusal, long nowMillis) {
        if (!PASSING.contains(refusal.problem())) {
            refused.put(digest, new KnownRefusal(refusal, nowMillis + REFUSAL_LIFE.toMillis()));
        }
    }

    /**
     * How much is remembered.
     *
     * @param bytes that the tokens count for
     * @param characters of the texts kept besides
     */
    record Size(long tokens, long bytes, long refusals, long characters) {}

    /** The size after tidying up, which takes a moment. */
    Size size() {
        verified.cleanUp();
        refused.cleanUp();
        long bytes = verified.policy().eviction().orElseThrow().weightedSize().orElseThrow();
        return new Size(verified.estimatedSize(), bytes, refused.estimatedSize(), recent.characters());
    }
}
