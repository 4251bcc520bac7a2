package dev.verdict.kinde.enrich;

import dev.verdict.kinde.api.AccountApi;
import dev.verdict.kinde.api.ApiFailure;
import dev.verdict.kinde.api.ManagementApi;
import dev.verdict.kinde.api.UserFacts;
import dev.verdict.kinde.api.UserToken;
import dev.verdict.kinde.enrich.EnrichmentSettings.From;
import dev.verdict.kinde.identity.Billing;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Answers questions by calling the APIs; blocks. */
final class Readings {
    private final AccountApi account;
    private final @Nullable ManagementApi management;

    Readings(AccountApi account, @Nullable ManagementApi management) {
        this.account = account;
        this.management = management;
    }

    /**
     * The answer.
     *
     * @param token for the Account API; the Management API needs none
     */
    Fact read(Question question, @Nullable UserToken token) throws ApiFailure, InterruptedException {
        return question.from() == From.ACCOUNT_API
                ? fromAccount(question, Objects.requireNonNull(token, "token"))
                : fromManagement(question);
    }

    private Fact fromAccount(Question question, UserToken token) throws ApiFailure, InterruptedException {
        return switch (question.topic()) {
            case PERMISSIONS -> new Fact.Permissions(account.permissions(token));
            case ROLES -> new Fact.Roles(account.roles(token));
            case FLAGS -> new Fact.Flags(account.flags(token));
            case PROPERTIES, USER_PROPERTIES, ORGANIZATION_PROPERTIES, APPLICATION_PROPERTIES ->
                new Fact.Properties(account.properties(token));
            case ENTITLEMENTS -> new Fact.Billing(account.entitlements(token), null);
            case USER -> new Fact.User(new UserFacts(null, account.organizations(token), null));
            case ORGANIZATION -> new Fact.Organization(account.organization(token));
        };
    }

    private Fact fromManagement(Question question) throws ApiFailure, InterruptedException {
        ManagementApi api = Objects.requireNonNull(management, "settings without credentials ask no such question");
        String subject = question.subject();
        String organization = question.organization();
        return switch (question.topic()) {
            case PERMISSIONS -> new Fact.Permissions(api.permissions(subject, organization));
            case ROLES -> new Fact.Roles(api.roles(subject, organization));
            case FLAGS -> new Fact.Flags(api.flags(organization));
            case PROPERTIES, USER_PROPERTIES -> new Fact.Properties(api.userProperties(subject));
            case ORGANIZATION_PROPERTIES -> new Fact.Properties(api.organizationProperties(organization));
            case APPLICATION_PROPERTIES -> new Fact.Properties(api.applicationProperties(subject));
            case ENTITLEMENTS -> entitlements(api, subject, organization);
            case USER -> new Fact.User(api.user(subject));
            case ORGANIZATION -> new Fact.Organization(api.organization(organization));
        };
    }

    /**
     * The customer is the organization or, failing that, the user. Where the answer does not tell the customer's id it may be
     * their own. Who is no customer has nothing.
     */
    private static Fact entitlements(ManagementApi api, String user, String organization)
            throws ApiFailure, InterruptedException {
        Fact found = null;
        if (!organization.isEmpty()) {
            found = entitlements(api, orElse(api.organization(organization).billingCustomer(), organization));
        }
        if (found == null && !user.isEmpty()) {
            found = entitlements(api, orElse(api.user(user).billingCustomer(), user));
        }
        return found == null ? new Fact.Billing(Billing.NONE, "") : found;
    }

    private static String orElse(@Nullable String customer, String own) {
        return customer == null ? own : customer;
    }

    private static @Nullable Fact entitlements(ManagementApi api, String customer)
            throws ApiFailure, InterruptedException {
        if (customer.isEmpty()) {
            return null;
        }
        try {
            return new Fact.Billing(api.entitlements(customer), customer);
        } catch (ApiFailure e) {
            if (e.kind() == ApiFailure.Kind.NOT_FOUND) {
                return null;
            }
            throw e;
        }
    }
}
