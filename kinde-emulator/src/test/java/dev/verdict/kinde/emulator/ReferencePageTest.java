package dev.verdict.kinde.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.kinde.emulator.account.AccountSettings;
import dev.verdict.kinde.emulator.control.Faults;
import dev.verdict.kinde.emulator.data.Application;
import dev.verdict.kinde.emulator.data.PropertyDefinition;
import dev.verdict.kinde.emulator.data.TokenRules;
import dev.verdict.kinde.emulator.token.HostileForm;
import dev.verdict.kinde.emulator.token.MintRequest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Holds {@code docs/reference/kinde-emulator.md} against the words that the emulator understands. */
class ReferencePageTest {
    static Stream<Enum<?>> words() {
        return Stream.of(
                        HostileForm.values(),
                        Faults.KeysFault.values(),
                        Faults.ApiFault.values(),
                        MintRequest.Signature.values(),
                        MintRequest.Encoding.values(),
                        AccountSettings.Dialect.values(),
                        TokenRules.ExtraClaim.values(),
                        Application.Type.values(),
                        PropertyDefinition.Context.values())
                .flatMap(Arrays::stream);
    }

    @ParameterizedTest
    @MethodSource("words")
    void everyWordStandsThere(Enum<?> word) {
        assertThat(Path.of("../docs/reference/kinde-emulator.md"))
                .content()
                .contains("`" + word.name().toLowerCase(Locale.ROOT) + "`");
    }
}
