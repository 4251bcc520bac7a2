package dev.verdict.server.token;

import dev.verdict.kinde.token.KeySetConfig;
import dev.verdict.kinde.token.TokenResult;
import dev.verdict.kinde.token.TokenSettings;
import dev.verdict.server.call.Identification;
import dev.verdict.server.call.TokenVerifier.Verification;
import dev.verdict.server.config.AuxDataSettings;
import dev.verdict.wire.call.Token;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** The tokens of the key sets that verify as the reference does. Thread-safe; no method blocks. */
final class KeySetTokens implements AutoCloseable {
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

    /** Verifies the single token of a call. */
    CompletionStage<Verification> verify(Token token) {
        return verifier.verify(converted(token)).thenApply(KeySetTokens::verification);
    }

    /** Verifies the named tokens of a call. */
    CompletionStage<Verification> verifyAll(Map<String, Token> tokens) {
        Map<String, dev.verdict.kinde.token.Token> named = new LinkedHashMap<>();
        tokens.forEach((name, token) -> named.put(name, converted(token)));
        return verifier.verifyAll(named).thenApply(KeySetTokens::verification);
    }

    private static dev.verdict.kinde.token.Token converted(Token token) {
        return new dev.verdict.kinde.token.Token(token.token(), token.keySetId());
    }

    private static Verification verification(TokenResult result) {
        return switch (result) {
            case TokenResult.Verified verified -> new Verification.Verified(verified.auxData(), Identification.NONE);
            case TokenResult.Refused refused ->
                new Verification.Refused(refused.problem().name(), refused.reason());
        };
    }

    @Override
    public void close() {
        verifier.close();
    }
}
