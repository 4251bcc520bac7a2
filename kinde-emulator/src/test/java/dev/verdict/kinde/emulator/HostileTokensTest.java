package dev.verdict.kinde.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import dev.verdict.kinde.emulator.json.JsonText;
import dev.verdict.kinde.emulator.junit.KindeEmulatorExtension;
import dev.verdict.kinde.emulator.token.HostileForm;
import dev.verdict.kinde.emulator.token.MintRequest;
import java.text.ParseException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(KindeEmulatorExtension.class)
class HostileTokensTest {
    /** Those whose signature is right and whose registered claims are right, as far as an independent verifier looks. */
    private static final Set<HostileForm> VERIFIABLE = EnumSet.of(
            HostileForm.ISSUED_IN_THE_FUTURE,
            HostileForm.FOREIGN_AUDIENCE,
            HostileForm.TYP_AT_JWT,
            HostileForm.EXP_AS_FRACTION,
            HostileForm.HUGE,
            HostileForm.ENORMOUS,
            HostileForm.ID_TOKEN,
            HostileForm.INVALID_UTF8,
            HostileForm.WRONG_TYPES,
            HostileForm.HUGE_INTEGER,
            HostileForm.FOREIGN_ORGANIZATION_CLAIM,
            HostileForm.ZIP,
            HostileForm.PADDED_SIGNATURE,
            HostileForm.NO_KID,
            HostileForm.NUMERIC_SUB,
            HostileForm.ACTOR);

    private final KindeEmulator kinde;

    HostileTokensTest(KindeEmulator kinde) {
        this.kinde = kinde;
    }

    private boolean isVerified(String token) throws ParseException {
        var processor = new DefaultJWTProcessor<>();
        var keys =
                new ImmutableJWKSet<>(JWKSet.parse(JsonText.write(kinde.keys("").document())));
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, keys));
        processor.setJWTClaimsSetVerifier(new DefaultJWTClaimsVerifier<>(
                new JWTClaimsSet.Builder().issuer(kinde.issuer("")).build(), Set.of("sub", "exp", "iat")));
        processor.setJWSTypeVerifier((type, context) -> {});
        try {
            processor.process(token, null);
            return true;
        } catch (com.nimbusds.jose.JOSEException
                | com.nimbusds.jose.proc.BadJOSEException
                | ParseException
                | IllegalArgumentException e) {
            return false;
        }
    }

    @ParameterizedTest
    @EnumSource
    void eachFormIsWrongForAnIndependentVerifierUnlessItIsOnlyOdd(HostileForm form) throws ParseException {
        Map<String, @Nullable Object> right = KindeEmulator.claimsOf(kinde.accessToken(Paperwise.BO));

        assertThat(isVerified(kinde.hostile("", form, right))).isEqualTo(VERIFIABLE.contains(form));
    }

    @Test
    void aRightTokenIsRight() throws ParseException {
        assertThat(isVerified(kinde.accessToken(Paperwise.BO))).isTrue();
    }

    @Test
    void anyTokenCanBeMinted() throws ParseException {
        Map<String, @Nullable Object> right = KindeEmulator.claimsOf(kinde.accessToken(Paperwise.BO));

        assertThat(isVerified(kinde.mint("", MintRequest.of(right)))).isTrue();
        assertThat(isVerified(kinde.mint("staging", MintRequest.of(right)))).isFalse();
        assertThat(kinde.mint("", MintRequest.ofText("not JSON").withHeader("kid", null)))
                .startsWith("eyJhbGciOiJSUzI1NiJ9.bm90IEpTT04.");
    }

    @Test
    void theTwoHeavyFormsHaveTheirSize() {
        Map<String, @Nullable Object> right = KindeEmulator.claimsOf(kinde.accessToken(Paperwise.BO));

        assertThat(kinde.hostile("", HostileForm.HUGE, right)).hasSizeBetween(300_000, 500_000);
        assertThat(kinde.hostile("", HostileForm.ENORMOUS, right)).hasSizeGreaterThan(4_500_000);
    }

    @Test
    void theEmulatorItselfAcceptsNoHostileToken() {
        Map<String, @Nullable Object> right = KindeEmulator.claimsOf(kinde.accessToken(Paperwise.BO));
        try (var browser = new Browser()) {
            for (HostileForm form : EnumSet.complementOf(EnumSet.copyOf(VERIFIABLE))) {
                String token = kinde.hostile("", form, right);
                if (token.length() < 30_000
                        && form != HostileForm.NOT_YET_VALID
                        && form != HostileForm.DUPLICATE_MEMBER) {
                    assertThat(browser.get(
                                            kinde.baseUri() + "/account_api/v1/roles",
                                            "Authorization",
                                            "Bearer " + token)
                                    .statusCode())
                            .as(form.name())
                            .isIn(401, 403);
                }
            }
        }
    }
}
