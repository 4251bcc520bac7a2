package dev.verdict.kinde.kit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.engine.decision.AuxData;
import dev.verdict.kinde.KindePrincipal;
import dev.verdict.kinde.KindeSettings;
import dev.verdict.kinde.claims.IdentityReader;
import dev.verdict.kinde.claims.ReadIdentity;
import dev.verdict.kinde.token.TokenKind;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The principals that the kit's tests ask about are those that the mapping makes of tokens. */
class KitPrincipalTest {
    static List<KitPrincipal> fromTokens() {
        return KitPrincipal.all().stream().filter(KitPrincipal::comesFromToken).toList();
    }

    @Test
    void mostOfThemComeFromTokens() {
        assertThat(fromTokens()).hasSize(13);
    }

    @ParameterizedTest
    @MethodSource("fromTokens")
    void isWhatTheMappingMakesOfItsToken(KitPrincipal expected) {
        ReadIdentity read =
                IdentityReader.read(expected.claims(), null, expected.isMachine() ? TokenKind.MACHINE : TokenKind.USER);

        KindePrincipal mapped = KindePrincipal.from(
                read.identity().withBilling(expected.billing()),
                AuxData.NONE,
                KindeSettings.forDomain("paperwise.kinde.com").build());

        assertThat(read.warnings()).isEmpty();
        assertThat(mapped.id()).isEqualTo(expected.id());
        assertThat(mapped.roles()).isEqualTo(expected.roles());
        assertThat(mapped.attributes()).isEqualTo(expected.kinde());
    }
}
