package dev.verdict.kinde.enrich;

import dev.verdict.expr.value.Attributes;
import dev.verdict.kinde.api.OrganizationFacts;
import dev.verdict.kinde.api.UserFacts;
import dev.verdict.kinde.identity.Flag;
import dev.verdict.kinde.identity.Role;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An answer of an API. */
sealed interface Fact {
    record Permissions(List<String> keys) implements Fact {}

    record Roles(List<Role> roles) implements Fact {}

    record Flags(Map<String, Flag> flags) implements Fact {}

    record Properties(Attributes values) implements Fact {}

    /**
     * What a customer has.
     *
     * @param customer id of the customer; empty when there is none, null when the API does not say who it is
     */
    record Billing(
            dev.verdict.kinde.identity.Billing billing,
            @Nullable String customer) implements Fact {}

    record User(UserFacts facts) implements Fact {}

    record Organization(OrganizationFacts facts) implements Fact {}
}
