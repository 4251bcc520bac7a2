package dev.verdict.kinde;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.fixtures.FakeClock;
import dev.verdict.kinde.fixtures.FixtureFile;
import dev.verdict.kinde.fixtures.FixtureSettings;
import dev.verdict.kinde.fixtures.TokenFixture;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileTokensTest {
    private final FakeClock clock = new FakeClock();

    static List<TokenFixture> tokens() {
        return FixtureFile.named("hostile.yaml").tokens();
    }

    @ParameterizedTest
    @MethodSource("tokens")
    void isWhatTheFileSays(TokenFixture token) {
        String access = token.token(clock.instant());
        String id = token.idToken(clock.instant());
        try (var tokens = new KindeTokens(FixtureSettings.of(token.field("settings")), clock)) {
            assertThat(outcome(verify(tokens, access, id))).isEqualTo(expected(token));
            assertThat(outcome(verify(tokens, access, id))).as("again").isEqualTo(expected(token));
        }
    }

    private static KindeResult verify(KindeTokens tokens, String access, @Nullable String id) {
        return tokens.verify(access, id)
                .toCompletableFuture()
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static String expected(TokenFixture token) {
        String expected = token.text("expect", "?");
        return expected.equals("verified") ? expected : expected + ": " + token.text("says", "?");
    }

    private static String outcome(KindeResult result) {
        return result instanceof KindeResult.Refused refused
                ? refused.problem().code() + ": " + refused.reason()
                : "verified";
    }

    @Test
    void namesAreUnique() {
        assertThat(tokens()).extracting(TokenFixture::name).doesNotHaveDuplicates();
    }
}
