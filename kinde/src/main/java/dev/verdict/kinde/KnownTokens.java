package dev.verdict.kinde;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.verdict.kinde.token.TokenProblem;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The tokens that were verified or refused of late, bounded in number and in bytes. Thread-safe; no method blocks.
 *
 * <p>In front is a small table of the very texts of tokens, because comparing a text is several times faster than hashing
 * it with SHA-256. A slot counts only if the whole text is equal, so no other token can pass for a known one.
 */
final class KnownTokens {
    private static final Duration LONGEST_LIFE = Duration.ofMinutes(5);
    private static final Duration REFUSAL_LIFE = Duration.ofSeconds(10);
    private static final int MAX_ENTRIES = 20_000;
    private static final long MAX_BYTES = 64L << 20;
    private static final int MAX_REFUSALS = 10_000;

    /** With the largest text, four mebibytes. */
    private static final int SLOTS = 512;

    private static final int MAX_SLOT_CHARACTERS = 8192;

    /** A decoded token takes about this much more than its text. */
    private static final int GROWTH = 6;

    /** What time or newer keys may heal. */
    private static final Set<TokenProblem> PASSING = EnumSet.of(
            TokenProblem.KEYS_UNAVAILABLE,
            TokenProblem.KEY_UNKNOWN,
            TokenProblem.NOT_YET_VALID,
            TokenProblem.ISSUED_IN_FUTURE);

    /**
     * A remembered token and its very text. Both hash codes are compared first: whoever does not know the text can make
     * one that falls into the slot, but hardly one for which the comparison of texts even starts.
     */
    private record Slot(String access, @Nullable String id, KnownToken token) {
        boolean holds(String otherAccess, @Nullable String otherId) {
            return access.hashCode() == otherAccess.hashCode()
                    && access.equals(otherAccess)
                    && (id == null ? otherId == null : id.equals(otherId));
        }
    }

    private record KnownRefusal(KindeResult.Refused refusal, long untilMillis) {}

    private final AtomicReferenceArray<@Nullable Slot> front = new AtomicReferenceArray<>(SLOTS);
    private final Cache<TokenDigest, KnownToken> verified = Caffeine.newBuilder()
            .maximumWeight(MAX_BYTES)
            .weigher((TokenDigest digest, KnownToken token) -> token.bytes())
            .executor(Runnable::run)
            .build();
    private final Cache<TokenDigest, KnownRefusal> refused = Caffeine.newBuilder()
            .maximumSize(MAX_REFUSALS)
            .executor(Runnable::run)
            .build();

    /** The bytes that a remembered token counts for; a small one counts for more, which bounds their number. */
    static int bytes(int characters) {
        return (int) Math.min(Integer.MAX_VALUE, Math.max(MAX_BYTES / MAX_ENTRIES, (long) GROWTH * characters));
    }

    /** Until when a token that expires at {@code expiryMillis} is remembered. */
    static long until(long nowMillis, long expiryMillis) {
        return Math.min(expiryMillis, nowMillis + LONGEST_LIFE.toMillis());
    }

    private static int slot(String access, @Nullable String id) {
        int hash = access.hashCode() + (id == null ? 0 : 31 * id.hashCode());
        return (hash ^ (hash >>> 16)) & (SLOTS - 1);
    }

    /** The known token with exactly these texts, from the table in front only; null if it is not there or not good now. */
    @Nullable
    KnownToken recent(String access, @Nullable String id, long nowMillis) {
        if (access.length() > MAX_SLOT_CHARACTERS) {
            return null;
        }
        int at = slot(access, id);
        Slot slot = front.get(at);
        if (slot == null || !slot.holds(access, id)) {
            return null;
        }
        if (slot.token().isGood(nowMillis)) {
            return slot.token();
        }
        front.compareAndSet(at, slot, null);
        return null;
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
        toFront(access, id, token);
        return token;
    }

    KindeResult.@Nullable Refused refused(TokenDigest digest, long nowMillis) {
        KnownRefusal known = refused.getIfPresent(digest);
        return known == null || nowMillis >= known.untilMillis() ? null : known.refusal();
    }

    void remember(TokenDigest digest, String access, @Nullable String id, KnownToken token) {
        verified.put(digest, token);
        toFront(access, id, token);
    }

    private void toFront(String access, @Nullable String id, KnownToken token) {
        if (access.length() + (id == null ? 0 : id.length()) <= MAX_SLOT_CHARACTERS) {
            front.set(slot(access, id), new Slot(access, id, token));
        }
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
     */
    record Size(long tokens, long bytes, long refusals) {}

    /** The size after tidying up, which takes a moment. */
    Size size() {
        verified.cleanUp();
        refused.cleanUp();
        long bytes = verified.policy().eviction().orElseThrow().weightedSize().orElseThrow();
        return new Size(verified.estimatedSize(), bytes, refused.estimatedSize());
    }
}
