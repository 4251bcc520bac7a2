package dev.verdict.kinde;

import dev.verdict.kinde.token.VerifiedToken;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A verified token, or a pair of them, what was made of it, and how long that may be reused. Immutable. */
final class KnownToken {
    private final VerifiedToken access;
    private final @Nullable VerifiedToken id;
    private final KindePrincipal principal;
    private final CompletionStage<KindeResult> stage;
    private final long untilMillis;
    private final int bytes;

    KnownToken(
            VerifiedToken access, @Nullable VerifiedToken id, KindePrincipal principal, long untilMillis, int bytes) {
        this.access = access;
        this.id = id;
        this.principal = principal;
        this.stage = CompletableFuture.completedStage(new KindeResult.Verified(principal));
        this.untilMillis = untilMillis;
        this.bytes = bytes;
    }

    KindePrincipal principal() {
        return principal;
    }

    /** The same for all callers; nobody can complete it otherwise. */
    CompletionStage<KindeResult> stage() {
        return stage;
    }

    int bytes() {
        return bytes;
    }

    /** Not expired, and the keys that verified it are still those of its issuer. */
    boolean isGood(long nowMillis) {
        return nowMillis < untilMillis && access.isKeyCurrent(nowMillis) && (id == null || id.isKeyCurrent(nowMillis));
    }
}
