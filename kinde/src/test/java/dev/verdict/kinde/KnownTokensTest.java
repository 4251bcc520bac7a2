package dev.verdict.kinde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.fixtures.FakeClock;
import dev.verdict.kinde.fixtures.FixtureFile;
import dev.verdict.kinde.fixtures.FixtureSettings;
import dev.verdict.kinde.token.StrictResult;
import dev.verdict.kinde.token.StrictVerifier;
import dev.verdict.kinde.token.TokenProblem;
import dev.verdict.kinde.token.VerifiedToken;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class KnownTokensTest {
    private static final int MILLION = 1_000_000;
    private static final long NOW = FakeClock.START.toEpochMilli();

    private final KnownTokens known = new KnownTokens(64L << 20);
    private final KindeSettings settings = FixtureSettings.of(Map.of());
    private final String text = FixtureFile.named("hostile.yaml").good("user").token(FakeClock.START);

    private KnownToken token(int characters) {
        try (var verifier = new StrictVerifier(
                        settings.issuers(), settings.access(), new FakeClock(), Duration.ofSeconds(1));
                var tokens = new KindeTokens(settings, new FakeClock())) {
            VerifiedToken verified = ((StrictResult.Verified)
                            verifier.access(text).toCompletableFuture().join())
                    .token();
            KindePrincipal principal = ((KindeResult.Verified)
                            tokens.verify(text).toCompletableFuture().join())
                    .principal();
            return new KnownToken(verified, null, principal, NOW + 1000, KnownTokens.bytes(characters));
        }
    }

    @Test
    void aMillionTokensTakeNoMoreThanTheirShare() {
        KnownToken small = token(1000);
        for (int i = 0; i < MILLION; i++) {
            known.remember(new TokenDigest(i, i, i, i), "token " + i, null, small);
        }

        assertThat(known.size().tokens()).isBetween(3_000L, 5_200L);
        assertThat(known.size().bytes()).isBetween(32L << 20, 64L << 20);
        assertThat(known.size().characters()).isBetween(100_000L, 4L << 20);
    }

    @Test
    void theTextsOfLargeTokensAreBoundedToo() {
        KnownToken large = token(32_000);
        String rest = "x".repeat(32_000);
        for (int i = 0; i < 3_000; i++) {
            known.remember(new TokenDigest(i, i, i, i), i + rest, null, large);
            assertThat(known.size().characters()).isLessThanOrEqualTo(4L << 20);
        }

        assertThat(known.size().characters()).isGreaterThan(2L << 20);
    }

    @Test
    void largeTokensCountForMore() {
        KnownToken large = token(32_000);
        for (int i = 0; i < 10_000; i++) {
            known.remember(new TokenDigest(i, i, i, i), "token " + i, null, large);
        }

        assertThat(known.size().tokens()).isBetween(200L, 400L);
        assertThat(known.size().bytes()).isLessThanOrEqualTo(64L << 20);
    }

    @Test
    void aMillionRefusalsTakeNoMoreThanTheirShare() {
        var refusal = new KindeResult.Refused(TokenProblem.SIGNATURE_INVALID, "no");
        for (int i = 0; i < MILLION; i++) {
            known.remember(new TokenDigest(i, i, i, i), refusal, NOW);
        }

        assertThat(known.size().refusals()).isBetween(5_000L, 10_000L);
    }

    @Test
    void refusalsAreForgottenAfterTenSeconds() {
        var digest = new TokenDigest(1, 2, 3, 4);
        var refusal = new KindeResult.Refused(TokenProblem.SIGNATURE_INVALID, "no");
        known.remember(digest, refusal, NOW);

        assertThat(known.refused(digest, NOW + 9_999)).isEqualTo(refusal);
        assertThat(known.refused(digest, NOW + 10_000)).isNull();
    }

    @Test
    void refusalsThatMayPassAreNotRemembered() {
        var digest = new TokenDigest(1, 2, 3, 4);
        known.remember(digest, new KindeResult.Refused(TokenProblem.KEYS_UNAVAILABLE, "not yet"), NOW);
        known.remember(digest, new KindeResult.Refused(TokenProblem.KEY_UNKNOWN, "not yet"), NOW);

        assertThat(known.refused(digest, NOW)).isNull();
    }

    /** "Aa" and "BB" have one hash code, so texts made of them meet in one slot. */
    @Test
    void textsOfOneHashAreToldApart() {
        KnownToken token = token(1000);
        known.remember(new TokenDigest(1, 1, 1, 1), "AaAa", null, token);

        assertThat(known.recent("AaAa", null, NOW)).isSameAs(token);
        assertThat(known.recent("BBBB", null, NOW)).isNull();
        assertThat(known.recent("AaBB", null, NOW)).isNull();
        assertThat(known.recent("AaAa", "", NOW)).isNull();
        assertThat(known.recent("AaAa", null, NOW + 1000)).isNull();
        assertThat(known.recent("AaAa", null, NOW))
                .as("dropped when it was over")
                .isNull();
        assertThat(Objects.requireNonNull(known.verified(new TokenDigest(1, 1, 1, 1), "AaAa", null, NOW)))
                .isSameAs(token);
    }

    @Test
    void digestsTellPairsFromSingleTokens() {
        assertThat(TokenDigest.of("a", null)).isEqualTo(TokenDigest.of("a", null));
        assertThat(TokenDigest.of("ab", null)).isNotEqualTo(TokenDigest.of("a", "b"));
        assertThat(TokenDigest.of("a", "bc")).isNotEqualTo(TokenDigest.of("ab", "c"));
        assertThat(TokenDigest.of("a", "")).isNotEqualTo(TokenDigest.of("a", null));
        assertThat(TokenDigest.of("a\u0000b", null)).isNotEqualTo(TokenDigest.of("a", "b"));
        assertThat(TokenDigest.of("a\u0000b", "c")).isNotEqualTo(TokenDigest.of("a", "b\u0000c"));
    }
}
