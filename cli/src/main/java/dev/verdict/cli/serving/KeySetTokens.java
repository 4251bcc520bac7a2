package dev.verdict.cli.serving;

import dev.verdict.kinde.token.KeySetConfig;
import dev.verdict.kinde.token.TokenResult;
import dev.verdict.kinde.token.TokenSettings;
import dev.verdict.server.call.TokenVerifier;
import dev.verdict.server.config.AuxDataSettings;
import dev.verdict.wire.call.Tokens;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Verifies the tokens of calls with the key sets of section {@code auxData}. Thread-safe. */
final class KeySetTokens implements TokenVerifier, AutoCloseable {
    private final dev.verdict.kinde.token.TokenVerifier verifier;

    KeySetTokens(AuxDataSettings settings, InstantSource clock) {
        verifier = new dev.verdict.kinde.token.TokenVerifier(
                new TokenSettings(
                        settings.keySets().stream().map(KeySetTokens::keySet).toList(),
                        settings.disableVerification(),
                        settings.acceptableTimeSkew(),
                        TokenSettings.DEFAULT_MAX_TOKEN_BYTES),
                clock);
    }

    private static KeySetConfig keySet(AuxDataSettings.KeySet keySet) {
        return new KeySetConfig(keySet.id(), source(keySet.keys()), keySet.optionalAlg(), keySet.optionalKid());
    }

    private static KeySetConfig.Source source(AuxDataSettings.Keys keys) {
        return switch (keys) {
            case AuxDataSettings.Keys.Remote remote ->
                new KeySetConfig.Source.Remote(remote.url(), remote.refreshInterval());
            case AuxDataSettings.Keys.LocalFile file -> new KeySetConfig.Source.LocalFile(file.file(), file.pem());
            case AuxDataSettings.Keys.Inline inline ->
                new KeySetConfig.Source.LocalData(
                        Base64.getEncoder().encodeToString(inline.text().getBytes(StandardCharsets.UTF_8)),
                        inline.pem());
        };
    }

    @Override
    public CompletionStage<Verification> verify(Tokens tokens) {
        CompletionStage<TokenResult> result = switch (tokens) {
            case Tokens.None ignored -> throw new IllegalArgumentException("there is no token to verify");
            case Tokens.Single single -> verifier.verify(token(single.token()));
            case Tokens.Named named -> verifier.verifyAll(tokens(named));
        };
        return result.thenApply(KeySetTokens::verification);
    }

    private static Map<String, dev.verdict.kinde.token.Token> tokens(Tokens.Named named) {
        Map<String, dev.verdict.kinde.token.Token> tokens = new LinkedHashMap<>();
        named.byName().forEach((name, token) -> tokens.put(name, token(token)));
        return tokens;
    }

    private static dev.verdict.kinde.token.Token token(dev.verdict.wire.call.Token token) {
        return new dev.verdict.kinde.token.Token(token.token(), token.keySetId());
    }

    private static Verification verification(TokenResult result) {
        return switch (result) {
            case TokenResult.Verified verified -> new Verification.Verified(verified.auxData());
            case TokenResult.Refused refused ->
                new Verification.Refused(refused.problem().name(), refused.reason());
        };
    }

    @Override
    public void close() {
        verifier.close();
    }
}
