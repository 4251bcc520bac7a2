package dev.verdict.kinde.api;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an API says of an organization.
 *
 * @param suspended null when it does not say
 * @param billingCustomer id; empty when there is none, null when it does not say
 */
public record OrganizationFacts(
        String code,
        @Nullable String name,
        @Nullable String externalId,
        @Nullable Boolean suspended,
        @Nullable String billingCustomer) {
    public OrganizationFacts {
        Objects.requireNonNull(code, "code");
    }

    public boolean isSuspended() {
        return Boolean.TRUE.equals(suspended);
    }
}
