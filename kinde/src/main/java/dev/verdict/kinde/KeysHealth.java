package dev.verdict.kinde;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How it stands with the keys that verify tokens, by issuer in the order of configuration. Keys once known are used until
 * newer ones arrive, however old they get; their age is for a metric and an alarm.
 */
public record KeysHealth(List<IssuerKeys> issuers) {
    /**
     * The keys of one issuer.
     *
     * @param known whether tokens of the issuer can be verified
     * @param age since the keys were last fetched; null for keys that are never fetched, or not yet. Keys are fetched when
     *     tokens are verified, so the age also grows while there are none
     * @param lastFailure why the last fetch failed; null after a success
     */
    public record IssuerKeys(
            String issuer,
            boolean known,
            @Nullable Duration age,
            @Nullable String lastFailure) {}

    public KeysHealth {
        issuers = List.copyOf(issuers);
    }

    /** Whether tokens of all issuers can be verified. */
    public boolean isReady() {
        return issuers.stream().allMatch(IssuerKeys::known);
    }
}
