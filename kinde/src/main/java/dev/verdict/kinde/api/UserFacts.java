package dev.verdict.kinde.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an API says of a user.
 *
 * @param suspended null when it does not say
 * @param organizations codes
 * @param billingCustomer id; empty when there is none, null when it does not say
 */
public record UserFacts(
        @Nullable Boolean suspended,
        List<String> organizations,
        @Nullable String billingCustomer) {
    public UserFacts {
        organizations = List.copyOf(organizations);
    }

    public boolean isSuspended() {
        return Boolean.TRUE.equals(suspended);
    }
}
