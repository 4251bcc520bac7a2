package dev.verdict.policy.diagnostic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {
    private static final List<String> NAMES =
            List.of("owner", "importDerivedRoles", "version", "roles", "allowActions", "scopePermissions");

    @ParameterizedTest
    @CsvSource({
        "ownr,owner",
        "onwer,owner",
        "Owner,owner",
        "verson,version",
        "role,roles",
        "import-derived-roles,importDerivedRoles",
        "importDerivedRole,importDerivedRoles",
        "allowAction,allowActions",
        "completely,",
        "x,",
        "'',",
    })
    void findsTheNearestName(String given, String nearest) {
        assertThat(Suggestion.nearest(given, NAMES)).isEqualTo(nearest);
    }

    @Test
    void longNamesAreNotCompared() {
        assertThat(Suggestion.nearest("x".repeat(1000), List.of("x".repeat(999))))
                .isNull();
    }
}
